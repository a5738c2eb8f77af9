using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using PicoClaw.Agent.Models.Probing;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Probing;

public sealed class ModelProbeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task AskAsync_ServiceThatAnswers_IsAskedOnceAndBriefly()
    {
        await using var service = await ModelService.SayingAsync("pong");
        var probe = Probe(service.Address);

        var result = await probe.AskAsync(0, Cancel);

        result.ShouldBe(new ModelProbeResult(ModelProbeFault.None, ""));
        var request = await service.Requests.ReadAsync(Cancel);
        ((int?)request.Body["max_tokens"]).ShouldBe(16);
        service.Requests.TryRead(out _).ShouldBeFalse();
    }

    // As services write them: OpenAI, DeepSeek, DashScope, Zhipu, Ollama.
    [Theory(Timeout = 180_000)]
    [InlineData(401, "Incorrect API key provided: sk-secret-key", "Key")]
    [InlineData(403, "no", "Key")]
    [InlineData(400, "invalid_api_key", "Key")]
    [InlineData(404, "The model `gpt-9` does not exist or you do not have access to it.", "Name")]
    [InlineData(400, "Model Not Exist", "Name")]
    [InlineData(400, "模型不存在，请检查模型代码。", "Name")]
    [InlineData(404, "model \"qwen9\" not found, try pulling it first", "Name")]
    [InlineData(403, "The model is not supported for your account", "Name")]
    [InlineData(402, "Insufficient Balance", "Balance")]
    [InlineData(400, "Access denied, please make sure your account is in good standing.", "Balance")]
    [InlineData(429, "You exceeded your current quota, please check your plan and billing details.", "Balance")]
    [InlineData(429, "too many requests", "Busy")]
    [InlineData(500, "no", "Busy")]
    [InlineData(400, "messages: unexpected field", "Other")]
    public async Task AskAsync_ServiceThatRefuses_SaysWhatIsWrong_WithoutTheKey(int status, string message, string fault)
    {
        await using var service = await ModelService.StartAsync((_, _, response) => OpenAiWire.FailAsync(response, status, message, "error"));

        var result = await Probe(service.Address).AskAsync(0, Cancel);

        (result.Fault.ToString(), result.Text).ShouldBe((fault, $"HTTP {status}: {message.Replace("sk-secret-key", "***")}"));
    }

    [Fact(Timeout = 180_000)]
    public async Task AskAsync_NobodyThere_IsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();

        (await Probe(address).AskAsync(0, Cancel)).Fault.ShouldBe(ModelProbeFault.Unreachable);
    }

    [Fact]
    public void Names_Configuration_AreTheDefaultAndItsFallbacks()
    {
        Probe(new Uri("http://127.0.0.1:1")).Names.ShouldBe(["chat (scripted)"]);
        ModelProbe.Of(new ConfigurationBuilder().Build(), TimeProvider.System).Names.ShouldBeEmpty();
    }

    private static ModelProbe Probe(Uri address) => ModelProbe.Of(
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Models:0:ModelName", "chat"), new("Models:0:Model", "scripted"), new("Models:0:ApiBase", address.ToString()),
            new("Models:0:ApiKeys:0", "sk-secret-key"),
            new("Models:1:ModelName", "unused"), new("Models:1:Model", "other"), new("Models:1:ApiBase", address.ToString()),
            new("Agent:Defaults:ModelName", "chat"),
        ]).Build(),
        TimeProvider.System);
}
