using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Tests.Doctor;
using PicoClaw.Storage;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Gateway.Tests.Status;

/// <summary>The store of a patient as a bot left it, with rows that the test adds.</summary>
internal sealed class SeededStore : IAsyncDisposable
{
    private const string Lane = "dingtalk:dingtalk";

    private readonly TestPostgres? _database;
    private readonly Patient _patient;

    private SeededStore(Patient patient, TestPostgres? database) => (_patient, _database) = (patient, database);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SeededStore> CreateAsync(Patient patient, bool isPostgres)
    {
        var database = isPostgres ? new TestPostgres() : null;
        if (database is not null)
        {
            await database.EnsureAsync();
            patient.Config["store"] = database.Address;
        }

        patient.Write();
        var seeded = new SeededStore(patient, database);
        await seeded.InStoreAsync(
            "INSERT INTO lane (lane_key, lane_id, next_position, version, has_work, token, lease_until) VALUES (@Lane, @Lane, 1, 1, 0, 0, 0)", new { Lane });
        return seeded;
    }

    public Task AddMonthAsync(long calls, long webhooks) => InStoreAsync(
        "INSERT INTO api_month (lane_key, month, calls, webhooks, is_exhausted) VALUES (@Lane, @month, @calls, @webhooks, 0)",
        new { Lane, month = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM"), calls, webhooks });

    /// <summary>A reply of an hour ago.</summary>
    public Task AddReplyAsync(string status, string? error) => InStoreAsync(
        """
        INSERT INTO outbox (delivery_id, lane_key, thread_id, sequence, body, status, parts_sent, throttles, unknowns, not_before, created_at, ended_at, error)
        VALUES (@id, @Lane, 'thread', 1, '{}', @status, 0, 0, 0, 0, now_ms() - 3600000, CASE WHEN @status = 'failed' THEN now_ms() - 3600000 END, @error)
        """,
        new { id = Guid.NewGuid().ToString(), Lane, status, error });

    /// <summary>A card of an hour ago.</summary>
    public Task AddCardAsync(bool isOpen) => InStoreAsync(
        """
        INSERT INTO card (reply_id, lane_key, account, place, style, gap_ms, state, is_open, carrier, attempt, number, made_at)
        VALUES (@id, @Lane, 'dingtalk', '', 'Streaming', 1000, 'Plain', @isOpen, NULL, 1, 1, now_ms() - 3600000)
        """,
        new { id = Guid.NewGuid().ToString(), Lane, isOpen = isOpen ? 1 : 0 });

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Opened and closed again: a SQLite store belongs to one process, and to one holder in it.
    private async Task InStoreAsync(string sql, object values)
    {
        var builder = GatewayHost.CreateBuilder(new GatewaySettings(_patient.ConfigPath, null, null, false));
        await using var app = builder.Build();
        foreach (var service in new[] { "agent", "egress" })
        {
            await app.Services.GetRequiredKeyedService<IStore>(service).MigrateAsync(Cancel);
        }

        await app.Services.GetRequiredKeyedService<IStore>("egress").WriteAsync(session => session.ExecuteAsync(sql, values), Cancel);
    }
}
