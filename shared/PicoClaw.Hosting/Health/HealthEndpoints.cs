using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Health;

/// <summary>
/// <c>/health</c>: the process lives. <c>/ready</c>: Stream link, broker and store all work, by name. A degraded part is named but takes no
/// process out of rotation.
/// </summary>
internal sealed class HealthEndpoints(TimeProvider time) : IEndpoints
{
    public void Map(WebApplication app)
    {
        var startedAt = time.GetTimestamp();
        app.MapGet(
            "/health", () => Results.Json(new { status = "ok", uptime = Uptime(time.GetElapsedTime(startedAt)), pid = Environment.ProcessId }));
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
        var body = new JsonObject { ["status"] = report.Status == HealthStatus.Unhealthy ? "not ready" : "ready", ["checks"] = checks };
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
