using DingTalk.Emulator;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Models;

/// <summary>From a message to its answer, with an OpenAI-compatible service over real HTTP.</summary>
public sealed class ModelAnswerTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new() { UsesScriptedModel = false };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Answer_SecondMessage_KnowsTheFirst()
    {
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Url = "http://127.0.0.1:0" }, ct: Cancel);
        UseModel(emulator.Address);
        var agent = await _folder.StartAsync();

        await agent.PutAsync(Said.Direct("my name is Ann"));
        Text(await ReplyAsync()).ShouldBe("You said: my name is Ann");
        await agent.PutAsync(Said.Direct("what is my name?", second: 1), Said.Direct("my name is Bob", "cidTwo"));
        string[] replies = [Text(await ReplyAsync()), Text(await ReplyAsync())];

        replies.ShouldBe(["You said: what is my name?\nEarlier you said: my name is Ann", "You said: my name is Bob"], ignoreOrder: true);
    }

    [Fact]
    public async Task Answer_ServerErrors_RetryTheCallNotTheTurn()
    {
        await using var service = await ModelService.StartAsync((count, _) => Task.FromResult(count < 3 ? 500 : 200));
        UseModel(service.Address);
        var agent = await _folder.StartAsync();

        await agent.PutAsync(Said.Direct("hello"));

        Text(await _folder.MeanwhileAsync(ReplyAsync())).ShouldBe("good");
        service.Requests.Count.ShouldBe(3);
        (await agent.QueryAsync<int>("SELECT attempts FROM turn")).ShouldBe([1]);
    }

    [Fact]
    public async Task Answer_BadKey_IsAskedOnceAndTold()
    {
        await using var service = await ModelService.StartAsync((_, _) => Task.FromResult(401));
        UseModel(service.Address);
        var agent = await _folder.StartAsync();

        await agent.PutAsync(Said.Direct("hello"));

        Text(await _folder.MeanwhileAsync(ReplyAsync())).ShouldBe(Phrases.NeedsAdministrator.English);
        service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Request_NothingSet_HasOnlyDefaults()
    {
        await using var service = await ModelService.StartAsync((_, _) => Task.FromResult(200));
        UseModel(service.Address);
        _folder.Settings["Agent:Defaults:MaxTokens"] = "0";
        var (path, key, body) = await RequestAsync(service);

        path.ShouldBe("/v1/chat/completions");
        key.ShouldBeNull();
        body.Select(member => member.Key).ShouldBe(["messages", "model", "stream", "stream_options", "tools"], ignoreOrder: true);
        ((string?)body["model"]).ShouldBe("scripted");
        body["messages"]!.AsArray().Select(message => (string?)message!["role"]).ShouldBe(["system", "user"]);
    }

    [Fact]
    public async Task Request_SettingsMade_AreSent()
    {
        await using var service = await ModelService.StartAsync((_, _) => Task.FromResult(200));
        UseModel(new Uri(service.Address, "/v1/"));
        _folder.Settings["Agent:Defaults:MaxTokens"] = "123";
        _folder.Settings["Agent:Defaults:Temperature"] = "0";
        _folder.Settings["Models:0:ApiKeys:0"] = "";
        _folder.Settings["Models:0:ApiKeys:1"] = "key-2";

        var (path, key, body) = await RequestAsync(service);

        path.ShouldBe("/v1/chat/completions");
        key.ShouldBe("Bearer key-2");
        ((float)body["temperature"]!).ShouldBe(0f);
        ((int)(body["max_completion_tokens"] ?? body["max_tokens"])!).ShouldBe(123);
    }

    private void UseModel(Uri address)
    {
        _folder.Settings["Models:0:ModelName"] = "main";
        _folder.Settings["Models:0:Model"] = "scripted";
        _folder.Settings["Models:0:ApiBase"] = address.AbsolutePath == "/" ? new Uri(address, "/v1").ToString() : address.ToString();
    }

    private async Task<ModelRequest> RequestAsync(ModelService service)
    {
        var agent = await _folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        return await service.Requests.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(2), Cancel);
    }

    private async Task<DeliverMessage> ReplyAsync() =>
        await _folder.Sender.Accepted.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(2), Cancel);

    private static string Text(DeliverMessage reply) => reply.Content.ShouldBeOfType<MarkdownContent>().Text;
}
