"""The texts of `saasctl help TOPIC`."""

TOPICS: dict[str, str] = {
    "exit-codes": """\
0    done, or nothing to do
1    failure: a bug, or input and output outside the program's control
2    usage: unknown command or option, malformed value
3    not found
4    inconsistent input: end before start, bad profile, bad row of an import
5    refused by the terms, the law or the state; the error names the clause
6    conflict: the same key with other content
7    configuration: a blank, a rate or a setting that the operator must supply
8    not confirmed
9    store missing, unmigrated, damaged, or its audit broken
10   findings, where a check was asked to fail on them (--exit-code, --fail-on)
11   a batch partly failed
75   busy: another process holds the lock
130  interrupted    143  terminated    141  the reader closed the pipe
Any other code is a failure.
""",
    "formats": """\
table   Rich table: the default on a terminal; keys, dates and amounts are never cut
plain   tab-separated with a header, full values, control characters escaped: the default elsewhere
json    one document; lists as {"schema","as_of","count","items"}
jsonl   one object a line, streamed
csv     RFC 4180; export takes --for machine|excel-fr|excel-en|libreoffice
md      a Markdown table
Amounts are strings with their decimals, percents are strings, an absent value is null, a period is
{"start","last_day"}. Days named *_on, *_until, last_* still count; instants named *_at are the first
at which the thing no longer, or newly, holds.
""",
    "environment": """\
SAASCTL_DB            store: a SQLite file or a URL (--db)
SAASCTL_OUTPUT        format on a terminal only (--output)
SAASCTL_AS_OF         day that reads answer for (--as-of)
SAASCTL_ACTOR         recorded name of who acts (--actor)
SAASCTL_TERMS_PATH    directory of your own profiles (--terms-path)
SAASCTL_LOCK_TIMEOUT  how long to wait for a lock, as 5s (--lock-timeout)
SAASCTL_TZ            zone in which instants are shown (--tz)
SAASCTL_WIDTH         width of tables (--width)
SAASCTL_CONFIG        file of defaults (saasctl config path); the environment wins over it
SAASCTL_NO_INPUT, CI  never ask; a needed answer is exit 8
NO_COLOR              no colour
""",
    "options": """\
Global options stand before the noun or after the verb; the later one wins, both over the environment.
--db PATH-OR-URL  -o, --output FORMAT  --json  --fields a,b (or help)  --sort [-]FIELD  --limit N  --all
--no-header  --as-of DATE (reads)  --on DATE, --at INSTANT (writes)  -n, --dry-run  -y, --yes
--confirm KEY  --no-input  --key TEXT  --actor NAME  --requested-by EMAIL  --reason TEXT
--terms-path DIR  --lock-timeout DUR  --tz ZONE  --width N  --ascii  --no-color
-q, --quiet  -v, --verbose  --debug  -h, --help  -V, --version
Dates are YYYY-MM-DD, months YYYY-MM, instants RFC 3339 with offset, amounts 1200 or 1200.00.
A value that looks like an option is given with =, as --reason=-n.
""",
}
