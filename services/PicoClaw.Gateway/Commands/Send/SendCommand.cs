using System.CommandLine;
using System.Text.Json.Nodes;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands.Send;

/// <summary><c>picoclaw send</c>: has the bot write first.</summary>
internal static class SendCommand
{
    private const int SomeFailed = 2;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var options = new SendOptions();
        var command = new Command("send", "Send a message or a file to people or groups through the bot that runs");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed, (terminal, cancel) => RunAsync(options, parsed, terminal, cancel), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SendOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var token = options.Token(parsed);
        var message = await options.MessageAsync(parsed, Console.In, cancellationToken);
        await using var file = options.File(parsed);
        using var client = new MessageClient(options.At(parsed), token, hasFile: file is not null);
        var accepted = await client.PostAsync(message, file, cancellationToken);
        var id = (string)accepted["id"]!;
        var outcome = (bool)accepted["repeated"]! ? "sent before, not again" : $"accepted for {accepted["recipients"]}";
        await terminal.Output.WriteLineAsync($"{id}: {outcome}");
        return options.Waits(parsed) ? Tell(await UntilEndedAsync(client, id, terminal, cancellationToken), terminal) : 0;
    }

    private static Task<JsonNode> UntilEndedAsync(MessageClient client, string id, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.WhileAsync("Sending …", async () =>
        {
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                var status = await client.GetAsync(id, cancellationToken);
                if ((int)status["counts"]!["queued"]! == 0)
                {
                    return status;
                }

                await Task.Delay(pause, TimeProvider.System, cancellationToken);
            }
        });

    private static int Tell(JsonNode status, Terminal terminal)
    {
        var failed = status["recipients"]!.AsArray().Where(recipient => (string?)recipient!["status"] == "failed").ToList();
        terminal.Output.WriteLine($"sent to {status["counts"]!["sent"]}, failed for {failed.Count}");
        foreach (var recipient in failed)
        {
            terminal.Output.WriteLine($"{recipient!["to"]}: {recipient["reason"]}");
        }

        return failed.Count == 0 ? 0 : SomeFailed;
    }
}
