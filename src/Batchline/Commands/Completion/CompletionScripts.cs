namespace Batchline.Commands.Completion;

/// <summary>The scripts ask the program itself what may follow, so that they need not change with it.</summary>
internal static class CompletionScripts
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = """
            _batchline() {
                local line="${COMP_LINE:0:COMP_POINT}"
                COMPREPLY=($(compgen -W "$(batchline "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _batchline batchline

            """,
        ["zsh"] = """
            #compdef batchline
            _batchline() {
                local line="${(j: :)words[1,CURRENT]}"
                local -a found
                found=("${(@f)$(batchline "[suggest:${#line}]" "$line" 2>/dev/null)}")
                compadd -- $found || _files
            }
            if [ "$funcstack[1]" = "_batchline" ]; then
                _batchline "$@"
            else
                compdef _batchline batchline
            fi

            """,
        ["fish"] = """
            function __batchline_complete
                set -l line (commandline -cp)
                batchline "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c batchline -a '(__batchline_complete)'

            """,
    };
}
