# saasctl completion for bash: put it into ~/.local/share/bash-completion/completions/saasctl
_saasctl() {
    local IFS=$'\n'
    COMPREPLY=($("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null))
}
complete -o default -F _saasctl saasctl
