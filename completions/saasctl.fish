# saasctl completion for fish: put it into ~/.config/fish/completions/saasctl.fish
function __saasctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] __complete $words[2..-1] "$current" 2> /dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c saasctl -f -a '(__saasctl_complete)'
