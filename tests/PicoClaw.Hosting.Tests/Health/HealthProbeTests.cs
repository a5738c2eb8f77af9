using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PicoClaw.Hosting.Health;

namespace PicoClaw.Hosting.Tests.Health;

public sealed class HealthProbeTests : IDisposable
{
    private readonly StringWriter _errors = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--health", "health")]
    [InlineData("--ready", "ready")]
    [InlineData("--healthy", null)]
    public void PathIn_Words_AreTheTwoPaths(string word, string? path) => HealthProbe.PathIn(["--verbose", word]).ShouldBe(path);

    [Theory]
    [InlineData("http://127.0.0.1:7")]
    [InlineData("http://10.0.0.1:1", "--health", "--urls", "http://10.0.0.1:1;http://10.0.0.2:2")]
    [InlineData("http://*:8080", "--http_ports", "8080;8081", "--health")]
    public void Address_FirstThatIsConfiguredElseTheServicesOwn(string expected, params string[] args) =>
        HealthProbe.Address(args, "http://127.0.0.1:7").ShouldBe(expected);

    [Fact]
    public async Task Ask_Answers200OnAWildcard_IsZeroAndSilent()
    {
        await using var app = await StartAsync(200, "ok");

        (await HealthProbe.AskAsync($"http://*:{new Uri(app.Urls.First()).Port}", "ready", _errors)).ShouldBe(0);

        _errors.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_Answers503_IsOneAndShowsTheAnswerInOneLine()
    {
        await using var app = await StartAsync(503, "not\nready");

        (await HealthProbe.AskAsync(app.Urls.First(), "ready", _errors)).ShouldBe(1);

        _errors.ToString().ShouldBe($"{app.Urls.First()}/ready answers 503: not ready{Environment.NewLine}");
    }

    [Fact]
    public async Task Ask_NobodyListens_IsOneAndSaysSo()
    {
        var app = await StartAsync(200, "ok");
        var address = app.Urls.First();
        await app.DisposeAsync();

        (await HealthProbe.AskAsync(address, "health", _errors)).ShouldBe(1);

        _errors.ToString().ShouldStartWith($"{address}/health does not answer: ");
    }

    [Fact]
    public async Task Ask_NeverAnswered_GivesUpBeforeTheEngineDoes()
    {
        await using var app = Build();
        app.MapGet("/ready", async (HttpContext context) => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        await app.StartAsync(Cancel);

        (await HealthProbe.AskAsync(app.Urls.First(), "ready", _errors).WaitAsync(TimeSpan.FromSeconds(30), Cancel)).ShouldBe(1);

        _errors.ToString().ShouldContain("did not answer within 4 s");
    }

    public void Dispose() => _errors.Dispose();

    private static async Task<WebApplication> StartAsync(int status, string body)
    {
        var app = Build();
        app.MapGet("/{path}", async (HttpContext context) =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body, context.RequestAborted);
        });
        await app.StartAsync(Cancel);
        return app;
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        return app;
    }
}
