using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Health;

/// <summary>
/// <c>/health</c>, or <c>/alive</c>: the process lives. <c>/ready</c>: Stream link, broker and store all work, by name. A degraded part is named
/// but takes no process out of rotation.
/// </summary>
internal sealed class HealthEndpoints(TimeProvider time) : IEndpoints
{
    private static readonly string[] LivenessPaths = ["/health", "/alive"];

    public void Map(WebApplication app)
    {
        var startedAt = time.GetTimestamp();
        foreach (var path in LivenessPaths)
        {
            app.MapGet(
                path, () => Results.Json(new { status = "ok", uptime = Uptime(time.GetElapsedTime(startedAt)), pid = Environment.ProcessId }));
        }

        app.MapHealthChecks(
            "/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteChecks });
    }

    internal static string Uptime(TimeSpan uptime) =>
        uptime.TotalHours >= 1 ? $"{(int)uptime.TotalHours}h{uptime.Minutes}m{uptime.Seconds}s"
        : uptime.TotalMinutes >= 1 ? $"{uptime.Minutes}m{uptime.Seconds}s"
        : $"{uptime.Seconds}s";

    private static Task WriteChecks(HttpContext context, HealthReport report)
    {
        var checks = new JsonObject();
        foreach (var (name, entry) in report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            checks[name] = new JsonObject
            {
                ["status"] = entry.Status switch { HealthStatus.Healthy => "ok", HealthStatus.Degraded => "degraded", _ => "failed" },
            };
            if ((entry.Description ?? entry.Exception?.Message) is { } message)
            {
                checks[name]!["message"] = message;
            }
        }

        context.Response.ContentType = "application/json";
        var status = report.Status switch { HealthStatus.Healthy => "ready", HealthStatus.Degraded => "degraded", _ => "not ready" };
        var body = new JsonObject { ["status"] = status, ["checks"] = checks };
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
