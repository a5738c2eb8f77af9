using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Says the next commands, and what must be set in DingTalk's console.</summary>
internal static class NextSteps
{
    public static void Write(Terminal terminal, OnboardSettings settings, OnboardDraft draft)
    {
        var options = $"{(settings.ConfigPath is { } path ? $" --config {path}" : "")}{(draft.Place.IsOwn ? $" {settings.EmulatorWords}" : "")}";
        terminal.Console.MarkupLineInterpolated($"[green]Written:[/] {draft.File} (account {draft.Account}; only you can read it)");
        terminal.Console.WriteLine();
        terminal.Console.WriteLine("Next:");
        terminal.Console.WriteLine($"  picoclaw doctor{options}     looks at everything else that the bot needs");
        terminal.Console.WriteLine($"  picoclaw gateway{options}    starts the bot");
        if (draft.Place.Emulator is not null)
        {
            return;
        }

        terminal.Console.WriteLine();
        terminal.Console.WriteLine("In DingTalk's developer console (https://open-dev.dingtalk.com), or colleagues get no answer:");
        terminal.Console.WriteLine("  - Only its maker sees a new app: widen who sees it (可见范围) and publish a version (版本管理与发布).");
        terminal.Console.WriteLine("  - The robot's message receiving mode (消息接收模式) must be Stream; publish the robot's page after a change.");
    }
}
