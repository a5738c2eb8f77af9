using System.CommandLine;

namespace PicoClaw.Gateway.Commands.Dead;

/// <summary><c>picoclaw dead</c>: what could not be handled, and what becomes of it.</summary>
internal static class DeadCommand
{
    public static Command Create()
    {
        var options = new DeadOptions(TimeProvider.System);
        var command = new Command("dead", "Dead letters: turns that failed, replies that were not delivered, messages that could not be taken")
        {
            List(options), Show(options), Replay(options), Purge(options),
        };
        return command;
    }

    private static Command List(DeadOptions options)
    {
        var command = new Command("list", "List them, without the text of any message");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => DeadRun.ExecuteAsync(
            parsed, options, run => run.ListAsync(), cancellationToken));
        return command;
    }

    private static Command Show(DeadOptions options)
    {
        var id = new Argument<string>("id") { Description = "Its id, or how it begins" };
        var command = new Command("show", "Show one with the text of its message or reply") { id };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            DeadRun.ExecuteAsync(parsed, options, run => run.ShowAsync(parsed.GetValue(id)!), cancellationToken));
        return command;
    }

    private static Command Replay(DeadOptions options)
    {
        var all = new Option<bool>("--all") { Description = "All that fit; needed when nothing else says which" };
        var command = new Command("replay", "Put them back under their ids: a turn runs again, a reply is sent and says that it is late") { all };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            DeadRun.ExecuteAsync(parsed, options, run => run.ReplayAsync(parsed.GetValue(all)), cancellationToken));
        return command;
    }

    private static Command Purge(DeadOptions options)
    {
        var all = new Option<bool>("--all") { Description = "All that fit; needed when nothing else says which" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask; needed where nobody can answer" };
        var command = new Command("purge", "Delete them for good") { all, yes };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            DeadRun.ExecuteAsync(parsed, options, run => run.PurgeAsync(parsed.GetValue(all), parsed.GetValue(yes)), cancellationToken));
        return command;
    }
}
