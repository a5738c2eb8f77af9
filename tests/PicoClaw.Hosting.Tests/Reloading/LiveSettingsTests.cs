using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Hosting.Tests.Reloading;

public sealed class LiveSettingsTests : IDisposable
{
    private readonly ConfigurationManager _configuration = new();
    private readonly ServiceProvider _services;

    public LiveSettingsTests()
    {
        Set(turns: 1, admin: "a");
        var services = new ServiceCollection().AddSingleton<IConfiguration>(_configuration);
        services.AddOptions<Sample>().BindConfiguration("Agent:Defaults")
            .Validate(sample => sample.TurnsPerMinute >= 0, "too few turns").ValidateOnStart().AsLive();
        services.AddOptions<OtherSample>().BindConfiguration("Agent:Commands").AsLive();
        _services = services.BuildServiceProvider();
    }

    private LiveSettings Settings => _services.GetRequiredService<LiveSettings>();

    private Live<Sample> Live => _services.GetRequiredService<Live<Sample>>();

    private Live<OtherSample> Other => _services.GetRequiredService<Live<OtherSample>>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.Dispose();
        _configuration.Dispose();
    }

    [Fact]
    public void Value_ConfigurationChanged_IsTheOldOneUntilTheRefresh()
    {
        Live.Value.TurnsPerMinute.ShouldBe(1);
        Set(turns: 2, admin: "a");
        var before = Live.Value.TurnsPerMinute;

        Settings.Refresh();

        (before, Live.Value.TurnsPerMinute).ShouldBe((1, 2));
    }

    [Fact]
    public void Refresh_InvalidOptions_ThrowsAndChangesNothing()
    {
        _ = (Live.Value, Other.Value);
        Set(turns: -1, admin: "b");

        Should.Throw<OptionsValidationException>(Settings.Refresh);

        (Live.Value.TurnsPerMinute, Other.Value.Admins[0]).ShouldBe((1, "a"));
    }

    [Fact]
    public void Refresh_OneClassOfOptionsChanged_KeepsTheOtherAndTellsOfTheOneAlone()
    {
        var told = new List<string>();
        Live.Changed += sample => told.Add($"{sample.TurnsPerMinute}");
        Other.Changed += _ => told.Add("other");
        var (live, other) = (Live.Value, Other.Value);
        Set(turns: 2, admin: "a");

        Settings.Refresh();

        told.ShouldBe(["2"]);
        Live.Value.ShouldNotBeSameAs(live);
        Other.Value.ShouldBeSameAs(other);
    }

    [Fact]
    public async Task Pin_ChangedMeanwhile_KeepsAllOptionsForWhatItCallsAndStarts()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turn = TurnAsync();
        Set(turns: 2, admin: "b");
        Settings.Refresh();
        go.SetResult();

        (await turn).ShouldBe((1, "a"));
        (Live.Value.TurnsPerMinute, Other.Value.Admins[0]).ShouldBe((2, "b"));

        async Task<(int, string)> TurnAsync()
        {
            using var pinned = Settings.Pin();
            await go.Task.WaitAsync(Cancel);
            return (await Task.Run(() => Live.Value.TurnsPerMinute, Cancel), Other.Value.Admins[0]);
        }
    }

    [Fact]
    public async Task Pin_DisposedOf_NoLongerHoldsForWhatWasStartedMeanwhile()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pinned = Settings.Pin();
        var background = Task.Run(
            async () =>
            {
                await ended.Task;
                return Live.Value.TurnsPerMinute;
            },
            Cancel);
        Set(turns: 2, admin: "a");
        Settings.Refresh();
        pinned.Dispose();
        ended.SetResult();

        (await background.WaitAsync(Cancel)).ShouldBe(2);
    }

    [Fact]
    public void Pin_WithinAnother_IsThatOfTheOuter()
    {
        using var outer = Settings.Pin();
        Set(turns: 2, admin: "a");
        Settings.Refresh();

        using var inner = Settings.Pin();

        Live.Value.TurnsPerMinute.ShouldBe(1);
    }

    private void Set(int turns, string admin)
    {
        _configuration["Agent:Defaults:TurnsPerMinute"] = $"{turns}";
        _configuration["Agent:Commands:Admins:0"] = admin;
    }
}
