using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Talks;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Talks;

/// <summary>A conversation from the terminal.</summary>
public sealed class LocalTalkTests : IAsyncDisposable
{
    private readonly ScriptedModel _model = new();
    private readonly ServiceProvider _services;

    public LocalTalkTests()
    {
        var configuration = new ConfigurationBuilder().Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLocalTalk()
            .AddSingleton<IChatClient>(_model)
            .BuildServiceProvider();
    }

    private LocalTalk Talk => _services.GetRequiredService<LocalTalk>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Say_Answer_ComesInPiecesAndIsRemembered()
    {
        (await SayAsync("one two")).ShouldBe(["re:", " one", " two"]);
        await SayAsync("three");

        await _model.Calls.ReadAsync(Cancel);
        var told = await _model.Calls.ReadAsync(Cancel);
        told.Skip(1).Select(message => message.Text).ShouldBe(["one two", "re: one two", "three"]);
        told[0].Text.ShouldContain("Channel: terminal");
    }

    [Fact]
    public async Task Say_ControlCharacters_AreLeftOut()
    {
        _model.Answer = (_, _) => Task.FromResult("a\u001b[31mb\nc\td\r");

        string.Concat(await SayAsync("x")).ShouldBe("a[31mb\nc\td");
    }

    [Fact]
    public async Task Say_CancelledOrFailed_IsNotPartOfTheTalk()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _model.Answer = async (_, cancel) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel);
            return "never";
        };
        await Should.ThrowAsync<OperationCanceledException>(() => Talk.SayAsync("first", null, _ => { }, stop.Token));
        _model.Answer = (_, _) => throw new ModelsUnavailableException("chat: the key is refused");
        (await Should.ThrowAsync<TalkException>(() => SayAsync("second"))).Message.ShouldBe("chat: the key is refused");
        _model.Answer = (_, _) => Task.FromResult(" ");
        await Should.ThrowAsync<TalkException>(() => SayAsync("third"));
        _model.Answer = (told, _) => Task.FromResult($"{told.Count}");

        string.Concat(await SayAsync("fourth")).ShouldBe("2");
    }

    [Fact]
    public async Task Say_TooLong_ForgetsTheOlderHalf()
    {
        await SayAsync("one");
        await SayAsync("two");
        _model.Answer = (told, _) => told.Any(message => message.Text == "one")
            ? throw new ContextTooLongException("too long", new InvalidOperationException())
            : Task.FromResult(string.Join('|', told.Skip(1).Select(message => message.Text)));

        string.Concat(await SayAsync("three")).ShouldBe("two|re: two|three");
    }

    [Fact]
    public async Task Clear_BeginsAnew()
    {
        await SayAsync("one");
        Talk.Clear();
        _model.Answer = (told, _) => Task.FromResult($"{told.Count}");

        string.Concat(await SayAsync("two")).ShouldBe("2");
    }

    [Fact]
    public async Task Start_NoServers_IsAtOnce() => await Talk.StartAsync(Cancel);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<List<string>> SayAsync(string text)
    {
        var pieces = new List<string>();
        await Talk.SayAsync(text, null, piece => pieces.Add(piece.Text), Cancel);
        return pieces;
    }
}
