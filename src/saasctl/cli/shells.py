"""The completion scripts of three shells; each asks the program how the line may go on."""

BASH = """\
# saasctl completion for bash: put it into ~/.local/share/bash-completion/completions/saasctl
_saasctl() {
    local IFS=$'\\n'
    COMPREPLY=($("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null))
}
complete -o default -F _saasctl saasctl
"""
ZSH = """\
#compdef saasctl
# saasctl completion for zsh: put it as _saasctl into a folder of $fpath
_saasctl() {
    local -a found
    found=("${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2> /dev/null)}")
    if [[ -n "${found[1]}" ]]; then
        compadd -- "${found[@]}"
    else
        _files
    fi
}
if [[ "${funcstack[1]}" = _saasctl ]]; then
    _saasctl "$@"
else
    compdef _saasctl saasctl
fi
"""
FISH = """\
# saasctl completion for fish: put it into ~/.config/fish/completions/saasctl.fish
function __saasctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] __complete $words[2..-1] "$current" 2> /dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c saasctl -f -a '(__saasctl_complete)'
"""
SHELLS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
FILES = {"bash": "saasctl.bash", "zsh": "_saasctl", "fish": "saasctl.fish"}
"""What each script is called in `completions/`."""
