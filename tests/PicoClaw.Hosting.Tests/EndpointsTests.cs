using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Hosting.Tests;

public sealed class EndpointsTests
{
    private const string OtherName = "rebound.example";

    private static readonly string[] Paths = ["/greeting", "/health", "/metrics", "/nothing"];

    [Fact(Timeout = 180_000)]
    public async Task RunAsync_EndpointsOfAFeature_AnswerBesideHealthAndMetrics()
    {
        using var folder = new ConfigFolder("{}");
        var visits = new ConcurrentDictionary<string, HttpStatusCode>();

        var exit = await PicoClawHost.RunAsync(
            () =>
            {
                var builder = PicoClawHost.CreateBuilder(["--config", folder.ConfigFile]);

                // Twice, as two features of one process may add the same endpoints.
                builder.Services.AddEndpoints<Greeting>().AddEndpoints<Greeting>();
                builder.Services.AddSingleton(visits);
                builder.Services.AddHostedService<Visitor>();
                return builder;
            },
            _ => new ListenAddress("http://127.0.0.1:0"));

        exit.ShouldBe(0);
        Paths.Select(path => visits[path]).ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound]);
    }

    // docs/security.md promises it; by default scrapes and proxies may use any name.
    [Theory(Timeout = 60_000)]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("localhost;127.0.0.1", HttpStatusCode.BadRequest)]
    public async Task RunAsync_AllowedHosts_RefuseOtherNames(string? allowed, HttpStatusCode expected)
    {
        using var folder = new ConfigFolder("{}");
        var visits = new ConcurrentDictionary<string, HttpStatusCode>();

        await PicoClawHost.RunAsync(
            () =>
            {
                var builder = PicoClawHost.CreateBuilder(["--config", folder.ConfigFile]);
                builder.Configuration["AllowedHosts"] = allowed;
                builder.Services.AddSingleton(visits);
                builder.Services.AddHostedService<Visitor>();
                return builder;
            },
            _ => new ListenAddress("http://127.0.0.1:0"));

        (visits["/health"], visits["/metrics"]).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        (visits[$"{OtherName}/health"], visits[$"{OtherName}/metrics"]).ShouldBe((expected, expected));
    }

    private sealed class Greeting : IEndpoints
    {
        public void Map(WebApplication app) => app.MapGet("/greeting", () => "hello");
    }

    /// <summary>Asks the started process for every path, then stops it.</summary>
    private sealed class Visitor(ConcurrentDictionary<string, HttpStatusCode> visits, IServer server, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            using var http = new HttpClient { BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
            foreach (var path in Paths)
            {
                using var answer = await http.GetAsync(path, stoppingToken);
                visits[path] = answer.StatusCode;
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Host = OtherName;
                using var other = await http.SendAsync(request, stoppingToken);
                visits[$"{OtherName}{path}"] = other.StatusCode;
            }

            lifetime.StopApplication();
        }
    }
}
