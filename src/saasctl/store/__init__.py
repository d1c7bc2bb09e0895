"""What is remembered: schema, SQL, migrations, audit, due index."""
