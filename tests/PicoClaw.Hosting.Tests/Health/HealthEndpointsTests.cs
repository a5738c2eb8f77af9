using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Hosting.Health;

namespace PicoClaw.Hosting.Tests.Health;

public sealed class HealthEndpointsTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Health_WhileACheckFails_TheProcessIsStillAlive(string path)
    {
        await using var app = await StartAsync(HealthCheckResult.Unhealthy("gone"));
        _time.Advance(TimeSpan.FromSeconds(62));

        var health = await app.GetTestClient().GetFromJsonAsync<JsonElement>(path, Cancel);

        health.GetProperty("status").GetString().ShouldBe("ok");
        health.GetProperty("uptime").GetString().ShouldBe("1m2s");
        health.GetProperty("pid").GetInt32().ShouldBe(Environment.ProcessId);
    }

    [Fact]
    public async Task Ready_ACheckFails_Is503AndNamesIt()
    {
        await using var app = await StartAsync(HealthCheckResult.Unhealthy("gone"));

        var answer = await app.GetTestClient().GetAsync("/ready", Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.GetProperty("checks").GetProperty("part").GetProperty("message").GetString().ShouldBe("gone");
    }

    [Fact]
    public async Task Ready_AllIsWell_Is200()
    {
        await using var app = await StartAsync(HealthCheckResult.Healthy());

        var answer = await app.GetTestClient().GetAsync("/ready", Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("status").GetString().ShouldBe("ready");
        body.GetProperty("checks").GetProperty("part").GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task Ready_ACheckIsDegraded_IsNamedAndStays200()
    {
        await using var app = await StartAsync(HealthCheckResult.Degraded("stuck: one lane"));

        var answer = await app.GetTestClient().GetAsync("/ready", Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("status").GetString().ShouldBe("degraded");
        body.GetProperty("checks").GetProperty("part").GetProperty("status").GetString().ShouldBe("degraded");
        body.GetProperty("checks").GetProperty("part").GetProperty("message").GetString().ShouldBe("stuck: one lane");
    }

    // The check does not heed its token, as a driver in the middle of a dead connection.
    [Fact]
    public async Task Ready_ACheckHangs_AnswersInTimeAndDoesNotBeginItAgain()
    {
        var begun = 0;
        var gate = new TaskCompletionSource<HealthCheckResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await StartAsync(() => Interlocked.Increment(ref begun) == 1 ? gate.Task : Task.FromResult(HealthCheckResult.Healthy()));

        for (var i = 0; i < 2; i++)
        {
            var asked = app.GetTestClient().GetAsync("/ready", Cancel);
            while (!asked.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(10), Cancel));
            }

            var answer = await asked;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            body.GetProperty("checks").GetProperty("part").GetProperty("message").GetString().ShouldBe("did not answer within 2 s");
        }

        begun.ShouldBe(1);
        gate.SetResult(HealthCheckResult.Healthy());
        await gate.Task;
        (await app.GetTestClient().GetAsync("/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(5, "5s")]
    [InlineData(62, "1m2s")]
    [InlineData(3723, "1h2m3s")]
    [InlineData(90000, "25h0m0s")]
    public void Uptime_Seconds_ReadsAsInTheOriginal(int seconds, string text) => HealthEndpoints.Uptime(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    private Task<WebApplication> StartAsync(HealthCheckResult result) => StartAsync(() => Task.FromResult(result));

    private async Task<WebApplication> StartAsync(Func<Task<HealthCheckResult>> check)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddHealth().AddHealthChecks().AddAsyncCheck("part", check, tags: ["ready"]);
        var app = builder.Build();
        new HealthEndpoints(_time).Map(app);
        await app.StartAsync(Cancel);
        return app;
    }
}
