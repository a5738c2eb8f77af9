namespace Interop.Tests.Torture;

// A disturbance of an app's links, as calls of /emulator/faults; APP stands for the app.
internal sealed record Round(string Name, IReadOnlyList<string> Faults)
{
    public async Task RunAsync(EmulatorBench bench, TortureBot bot, SteadyStream stream, int messages)
    {
        var (links, end) = (bot.Inbox.Links, stream.Count + messages);
        await ArmAsync(bench, bot.App);

        // A round that changed no link would prove nothing.
        await Patience.UntilAsync(
            () => bot.Inbox.Links > links && stream.Count >= end,
            () => $"after \"{Name}\" no message came to {bot.App} on a new link ({bot.Client.Status})");
    }

    public async Task ArmAsync(EmulatorBench bench, string app)
    {
        foreach (var fault in Faults)
        {
            await bench.FaultAsync(fault.Replace("APP", app, StringComparison.Ordinal));
        }
    }
}
