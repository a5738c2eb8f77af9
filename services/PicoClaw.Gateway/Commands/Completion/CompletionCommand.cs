using System.CommandLine;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands.Completion;

/// <summary><c>picoclaw completion</c>: prints what makes a shell complete the words of a command line; they come from the command itself.</summary>
internal static class CompletionCommand
{
    public static Command Create() => new("completion", "Print the script that completes commands in a shell")
    {
        For("bash", "eval \"$(picoclaw completion bash)\" in ~/.bashrc", Bash),
        For("zsh", "eval \"$(picoclaw completion zsh)\" in ~/.zshrc, after compinit", Zsh),
        For("pwsh", "picoclaw completion pwsh | Out-String | Invoke-Expression in $PROFILE", Pwsh),
    };

    private const string Bash =
        """
        _picoclaw() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(picoclaw "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _picoclaw picoclaw
        """;

    private const string Zsh =
        """
        _picoclaw() {
            local -a words_found
            words_found=("${(@f)$(picoclaw "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $words_found
            (( ${#words_found} )) || _files
        }
        compdef _picoclaw picoclaw
        """;

    private const string Pwsh =
        """
        Register-ArgumentCompleter -Native -CommandName picoclaw -ScriptBlock {
            param($word, $ast, $position)
            picoclaw "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    private static Command For(string shell, string use, string script)
    {
        var command = new Command(shell, $"Write {use}");
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed,
            async (terminal, _) =>
            {
                // A line end of Windows would break it elsewhere.
                await terminal.Output.WriteAsync(script.ReplaceLineEndings("\n") + "\n");
                return 0;
            },
            cancellationToken));
        return command;
    }
}
