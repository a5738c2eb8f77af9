using DingTalk.Emulator;

namespace Interop.Tests;

// The emulator's chat page, its scripts as they are served, used as a person would: each check of page.mjs against an emulator of its own.
public sealed class ChatPageTests
{
    private const int Limit = 300_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "page");

    [Theory(Timeout = Limit)]
    [InlineData("drafts")]
    [InlineData("draftWhileSending")]
    [InlineData("selection")]
    [InlineData("faults")]
    [InlineData("faultsEnd")]
    [InlineData("refusals")]
    [InlineData("failedSends")]
    [InlineData("copyCode")]
    [InlineData("chinese")]
    [InlineData("words")]
    [InlineData("people")]
    [InlineData("ownFace")]
    [InlineData("emotions")]
    public async Task Page_UsedByAPerson_DoesWhatItShould(string check)
    {
        await NodePackages.InstallAsync(Folder);
        await using var emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Url = "http://127.0.0.1:0" }, ct: TestContext.Current.CancellationToken);

        await Tool.RunAsync("node", Folder, ["page.mjs", check], Patience, ("EMULATOR_ADDRESS", emulator.Address.ToString().TrimEnd('/')));
    }
}
