using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Tests.Models.Pipeline;

/// <summary>model_list changes between calls and during one.</summary>
public sealed class ModelReloadTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ModelEntry Entry => _lab.Services.GetRequiredService<ModelCatalog>().Entries[0];

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task KeyRotated_NextCallSignsWithTheNewOneAndTheReadinessForgetsTheOld()
    {
        await using var service = await ModelService.StartAsync((_, request, response) =>
            request.Key == "Bearer sk-new" ? OpenAiWire.SayAsync(response, request, "good") : OpenAiWire.FailAsync(response, 401));
        _lab.Model("main", service.Address, ("ApiKeys:0", "sk-old"));
        await Should.ThrowAsync<ModelsUnavailableException>(_lab.AskAsync());
        (await HealthAsync()).Status.ShouldBe(HealthStatus.Degraded);

        _lab.Change(("Models:0:ApiKeys:0", "sk-new"));

        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        (await _lab.AskAsync()).Text.ShouldBe("good");
    }

    [Fact]
    public async Task ChangedDuringACall_TheCallEndsWithItsModelAndItsFailureIsNotHeldAgainstTheNewOne()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var old = await ModelService.StartAsync(async (_, cancel) =>
        {
            await go.Task.WaitAsync(cancel);
            return 401;
        });
        await using var corrected = await ModelService.SayingAsync("good");
        _lab.Model("main", old.Address, ("ApiKeys:0", "sk-very-secret"));
        var asking = TurnAsync();
        await old.Requests.ReadAsync(Cancel);

        _lab.Change(("Models:0:ApiBase", new Uri(corrected.Address, "/v1").ToString()), ("Models:0:ApiKeys:0", "sk-other-secret"));
        go.SetResult();

        await Should.ThrowAsync<ModelsUnavailableException>(asking);
        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        (await _lab.AskAsync()).Text.ShouldBe("good");
    }

    [Fact]
    public async Task ListFilled_NoLongerEchoes()
    {
        await using var service = await ModelService.SayingAsync("good");
        var echoed = await _lab.AskAsync();

        _lab.Change(("Models:0:ModelName", "main"), ("Models:0:Model", "scripted"), ("Models:0:ApiBase", new Uri(service.Address, "/v1").ToString()));

        echoed.Text.ShouldContain("**Echo**");
        (await _lab.AskAsync()).Text.ShouldBe("good");
    }

    [Fact]
    public async Task OtherSettingChanged_TheClientsWithTheirConnectionsAndRestsStay()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address);
        var factory = _lab.Services.GetRequiredService<ModelClientFactory>();
        var client = factory.Of(Entry);

        _lab.Change(("Agent:Defaults:MaxToolIterations", "7"));
        var afterAnother = factory.Of(Entry);
        _lab.Change(("Agent:Defaults:MaxLlmRetries", "0"));

        afterAnother.ShouldBeSameAs(client);
        factory.Of(Entry).ShouldNotBeSameAs(client);
    }

    [Fact]
    public async Task MaxToolIterations_Changed_HoldsForTheNextCall()
    {
        await using var service = await ModelService.StartAsync((_, request, response) => request.Body["tools"] is null
            ? OpenAiWire.SayAsync(response, request, "enough")
            : OpenAiWire.CallAsync(response, request, "current_time", "{}"));
        _lab.Model("main", service.Address);

        _lab.Change(("Agent:Defaults:MaxToolIterations", "2"));
        await _lab.AskAsync();

        var count = 0;
        while (service.Requests.TryRead(out _))
        {
            count++;
        }

        count.ShouldBe(3);
    }

    [Fact]
    public async Task InvalidList_IsRefusedAndTheOldOneAnswers()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address);
        await _lab.AskAsync();

        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => _lab.Change(("Agent:Defaults:ModelName", "unknown")));

        (await _lab.AskAsync()).Text.ShouldBe("good");
    }

    private async Task TurnAsync()
    {
        using var pinned = _lab.Services.GetRequiredService<LiveSettings>().Pin();
        await _lab.AskAsync();
    }

    private Task<HealthCheckResult> HealthAsync() =>
        _lab.Services.GetRequiredService<ModelHealth>().CheckHealthAsync(new HealthCheckContext(), Cancel);
}
