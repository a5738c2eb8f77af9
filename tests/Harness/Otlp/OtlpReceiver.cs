using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Harness.Otlp;

/// <summary>A collector for OTLP over HTTP (protobuf) that keeps everything it receives.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const string Traces = "traces";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _bodies = new();
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly ConcurrentQueue<OtlpMetric> _metrics = new();
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<OtlpSpan> Spans => [.. _spans];

    public IReadOnlyList<OtlpMetric> Metrics => [.. _metrics];

    /// <summary>Makes a service under test send everything here, and soon.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver._app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>Whether a text is in anything that was exported.</summary>
    public bool Holds(string text) => _bodies.Any(export => IsIn(export.Body, text));

    /// <summary>Whether a text is in a span.</summary>
    public bool SpansHold(string text) => _bodies.Any(export => export.Signal == Traces && IsIn(export.Body, text));

    /// <summary>The spans once there are enough, or those that arrived in time.</summary>
    public async Task<IReadOnlyList<OtlpSpan>> SpansAsync(
        Func<IReadOnlyList<OtlpSpan>, bool> enough, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!enough(Spans) && TimeProvider.System.GetElapsedTime(begun) < patience)
        {
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }

        return Spans;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static bool IsIn(byte[] body, string text) => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, request.HttpContext.RequestAborted);
        var body = copy.ToArray();
        _bodies.Enqueue((signal, body));
        foreach (var resource in new ProtoMessage(body).Messages(1))
        {
            var service = resource.Messages(1).Select(found => found.Attributes(1).GetValueOrDefault("service.name")).FirstOrDefault() ?? "";
            foreach (var scope in resource.Messages(2))
            {
                Keep(signal, service, scope);
            }
        }

        return Results.Bytes([], "application/x-protobuf");
    }

    private void Keep(string signal, string service, ProtoMessage scope)
    {
        var source = scope.Messages(1).Select(found => found.Text(1)).FirstOrDefault() ?? "";
        foreach (var one in scope.Messages(2))
        {
            if (signal == Traces)
            {
                _spans.Enqueue(new OtlpSpan(service, source)
                {
                    TraceId = one.Hex(1),
                    Id = one.Hex(2),
                    ParentId = one.Hex(4),
                    Name = one.Text(5),
                    Start = one.Number(7),
                    Tags = one.Attributes(9),
                    Links = [.. one.Messages(13).Select(link => link.Hex(1))],
                });
            }
            else if (signal == "metrics")
            {
                _metrics.Enqueue(new OtlpMetric(service, one.Text(1), one.Text(3)));
            }
        }
    }
}
