using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models;

/// <summary>Keys and headers go to the configured service only, and are in no log, span or exception.</summary>
public sealed class SecretTests : IAsyncDisposable
{
    private static readonly string[] Secrets = ["sk-very-secret", "team-secret-1", "body-secret-1", "query-secret-1"];

    private readonly ModelLab _lab = new();

    public SecretTests() => _lab.Set("Agent:Defaults:MaxLlmRetries", "1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData(500, "")]
    [InlineData(401, "")]
    [InlineData(400, "")]
    [InlineData(400, "maximum context length ")]
    public async Task Ask_TheServiceRepeatsASecret_NoLogSpanOrExceptionHasIt(int status, string reason)
    {
        using var spans = new Spans("secret-model");
        await using var service = await ModelService.StartAsync((_, _, response) => OpenAiWire.FailAsync(response, status, reason + string.Join(' ', Secrets)));
        Use(service);

        var failure = await Should.ThrowAsync<Exception>(() => _lab.RunAsync(_lab.AskAsync()));

        failure.Message.ShouldContain("*** *** *** ***");
        spans.Text.ShouldContain("*** *** *** ***");
        foreach (var secret in Secrets)
        {
            failure.ToString().ShouldNotContain(secret);
            spans.Text.ShouldNotContain(secret);
            _lab.Log().ShouldNotContain(secret);
        }
    }

    // The first 300 characters are kept; a secret that is cut is not found any more.
    [Fact]
    public async Task Ask_TheTextIsCutWithinASecret_NoPartOfItRemains()
    {
        await using var service = await ModelService.StartAsync((_, _, response) =>
            OpenAiWire.FailAsync(response, 401, new string('x', 295) + "sk-very-secret"));
        Use(service);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Message.ShouldEndWith("xx***");
    }

    [Theory]
    [InlineData(301, "openai/gpt-5")]
    [InlineData(302, "openai/gpt-5")]
    [InlineData(307, "openai/gpt-5")]
    [InlineData(308, "anthropic/claude")]
    public async Task Ask_TheServiceRedirects_FailsAndNamesTheHost(int status, string model)
    {
        await using var other = await ModelService.SayingAsync("stolen");
        await using var service = await ModelService.StartAsync((_, _, response) =>
        {
            response.StatusCode = status;
            response.Headers.Location = new Uri(other.Address, "/v1/chat/completions?key=query-secret-1").ToString();
            return Task.CompletedTask;
        });
        Use(service, model);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Message.ShouldBe(
            $"main: HTTP {status}: {service.Address.Authority} redirects to {other.Address.ToString().TrimEnd('/')}, "
            + "which is not followed, because the request carries secrets: set api_base to the final address");

        (service.Requests.Count, other.Requests.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Ask_Fails_LogsOneLineEachAndTracesAtDebug()
    {
        await using var service = await ModelService.StartAsync((_, _, response) => OpenAiWire.FailAsync(response, 500, "two\nlines"));
        Use(service);

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()));

        var told = _lab.Logs.GetSnapshot().Where(record => record.Level > LogLevel.Debug).ToList();
        told.Select(record => record.Message).ShouldBe(
        [
            "Model main failed and is asked again in 2 seconds: HTTP 500: two lines",
            "Model main did not answer and rests for 1 minute: HTTP 500: two lines",
        ]);
        told.ShouldAllBe(record => record.Exception == null);
        _lab.Logs.GetSnapshot().Count(record => record.Level == LogLevel.Debug && record.Message.Contains("   at ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Ask_Cancelled_NothingIsLogged()
    {
        var asked = new TaskCompletionSource();
        await using var service = await ModelService.StartAsync(async (_, aborted) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, aborted);
            return 200;
        });
        Use(service);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var asking = _lab.Client.GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "hello")], cancellationToken: cancel.Token);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        _lab.Log().ShouldBeEmpty();
    }

    private void Use(ModelService service, string model = "openai/secret-model")
    {
        _lab.Model(
            "main",
            service.Address,
            ("Model", model),
            ("ApiBase", new Uri(service.Address, "/v1?key=query-secret-1").ToString()),
            ("ApiKeys:0", "sk-very-secret"),
            ("CustomHeaders:x-team", "Bearer team-secret-1"),
            ("ExtraBody", """{"options":{"api_key":"body-secret-1","effort":"medium"}}"""));
    }

    /// <summary>The spans of one model.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _ended = new();
        private readonly ActivityListener _listener;

        public Spans(string model)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == ModelClientFactory.MeterName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    if (activity.DisplayName.Contains(model, StringComparison.Ordinal))
                    {
                        var tags = activity.TagObjects.Concat(activity.Events.SelectMany(one => one.Tags));
                        _ended.Enqueue($"{activity.StatusDescription} {string.Join(' ', tags)}");
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public string Text => string.Join('\n', _ended);

        public void Dispose() => _listener.Dispose();
    }
}
