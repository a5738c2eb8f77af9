using System.Text.Json.Nodes;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Wire;

/// <summary>Requests on the wire: keys in turn, an entry's own fields and headers.</summary>
public sealed class WireTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Ask_SeveralKeys_AreUsedInTurn()
    {
        await using var service = await ModelService.SayingAsync("good");
        UseKeys(service);

        for (var i = 0; i < 4; i++)
        {
            await _lab.AskAsync();
        }

        KeysOf(service).ShouldBe(["one", "two", "three", "one"]);
    }

    [Theory]
    [InlineData(401, 60)]
    [InlineData(403, 60)]
    [InlineData(429, 1)]
    public async Task Ask_AKeyIsRefusedOrThrottled_TheNextIsTriedAndTheFirstRests(int status, int minutes)
    {
        await using var service = await ModelService.StartAsync((_, request, response) =>
            request.Key == "Bearer one" ? OpenAiWire.FailAsync(response, status) : OpenAiWire.SayAsync(response, request, "good"));
        UseKeys(service);

        for (var i = 0; i < 4; i++)
        {
            (await _lab.AskAsync()).Text.ShouldBe("good");
        }

        // The fourth call would begin with the first key again.
        KeysOf(service).ShouldBe(["one", "two", "two", "three", "two"]);

        _lab.Time.Advance(TimeSpan.FromMinutes(minutes));
        await _lab.AskAsync();
        await _lab.AskAsync();
        await _lab.AskAsync();
        KeysOf(service).ShouldBe(["two", "three", "one", "two"]);
    }

    [Fact]
    public async Task Ask_Throttled_WaitsAsLongAsTheServiceSays()
    {
        await using var service = await ModelService.StartAsync((number, request, response) =>
        {
            response.Headers.RetryAfter = "11";
            return number == 1 ? OpenAiWire.FailAsync(response, 429) : OpenAiWire.SayAsync(response, request, "good");
        });
        _lab.Model("main", service.Address);

        var asking = _lab.AskAsync();
        var took = await _lab.RunAsync((Task)asking);

        (await asking).Text.ShouldBe("good");
        took.ShouldBeInRange(TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Ask_ThrottledForLong_TheNextModelIsAskedAtOnce()
    {
        await using var first = await ModelService.StartAsync((_, _, response) =>
        {
            response.Headers.RetryAfter = "60";
            return OpenAiWire.FailAsync(response, 429);
        });
        await using var second = await ModelService.SayingAsync("second");
        _lab.Model("first", first.Address, ("Fallbacks:0", "second"));
        _lab.Model("second", second.Address);

        (await _lab.AskAsync()).Text.ShouldBe("second");
        first.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_ExtraBodyAndHeaders_AreSent()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model(
            "main",
            service.Address,
            ("ExtraBody", """{"enable_thinking":false,"temperature":null,"options":{"top_k":5}}"""),
            ("CustomHeaders:x-team", "blue"),
            ("CustomHeaders:Authorization", "Custom token"),
            ("CustomHeaders:User-Agent", "ours"));

        await _lab.AskAsync();

        var request = await service.Requests.ReadAsync(TestContext.Current.CancellationToken);
        ((bool)request.Body["enable_thinking"]!).ShouldBeFalse();
        request.Body.ContainsKey("temperature").ShouldBeFalse();
        JsonNode.DeepEquals(request.Body["options"], JsonNode.Parse("""{"top_k":5}""")).ShouldBeTrue();
        ((string?)request.Body["model"]).ShouldBe("scripted");
        (request.Headers["x-team"], request.Key, request.Headers["User-Agent"]).ShouldBe(("blue", "Custom token", "ours"));
    }

    [Fact]
    public async Task Ask_MoreThanRpm_WaitsForItsTurn()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address, ("Rpm", "2"));
        await _lab.AskAsync();
        _lab.Time.Advance(TimeSpan.FromSeconds(20));
        await _lab.AskAsync();

        var third = _lab.AskAsync();
        var took = await _lab.RunAsync((Task)third);

        (await third).Text.ShouldBe("good");
        took.ShouldBeInRange(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(55));
    }

    [Fact]
    public async Task Ask_NoTurnWithinTheDeadline_TheNextModelIsAskedAndTheFirstDoesNotRest()
    {
        await using var first = await ModelService.SayingAsync("first");
        await using var second = await ModelService.SayingAsync("second");
        _lab.Model("first", first.Address, ("Rpm", "1"), ("RequestTimeout", "30"), ("Fallbacks:0", "second"));
        _lab.Model("second", second.Address);

        (await _lab.AskAsync()).Text.ShouldBe("first");
        (await _lab.AskAsync()).Text.ShouldBe("second");
        _lab.Time.Advance(TimeSpan.FromSeconds(60));
        (await _lab.AskAsync()).Text.ShouldBe("first");
    }

    private static List<string> KeysOf(ModelService service)
    {
        var keys = new List<string>();
        while (service.Requests.TryRead(out var request))
        {
            keys.Add(request.Key!["Bearer ".Length..]);
        }

        return keys;
    }

    private void UseKeys(ModelService service) =>
        _lab.Model("main", service.Address, ("ApiKeys:0", "one"), ("ApiKeys:1", "two"), ("ApiKeys:2", "three"));
}
