using DingTalk.Emulator;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Sets up a store, the emulator and the service between them, on the test's clock unless the derived class names another.</summary>
public abstract class EgressTests(bool onPostgres, TimeProvider? clock = null) : IAsyncLifetime
{
    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected bool OnPostgres => onPostgres;

    private protected TestPlace Place { get; } = new(onPostgres);

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private protected TestDingTalk DingTalk { get; private set; } = null!;

    private protected TestEgress Egress { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        DingTalk = await TestDingTalk.StartAsync(clock ?? Time, Configure);
        Egress = await TestEgress.OpenAsync(Place, clock ?? Time, DingTalk.Address, Configure);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Egress.DisposeAsync();
        await DingTalk.DisposeAsync();
        await Place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual void Configure(EmulatorOptions options)
    {
    }

    private protected virtual void Configure(IHostApplicationBuilder builder)
    {
    }

    /// <summary>Another process over the same store, with one setting of its own if one is given.</summary>
    private protected async Task ReopenAsync(string? key = null, string? value = null, Uri? address = null)
    {
        await Egress.DisposeAsync();
        Egress = await TestEgress.OpenAsync(Place, clock ?? Time, address ?? DingTalk.Address, builder =>
        {
            Configure(builder);
            if (key is not null)
            {
                builder.Configuration[key] = value;
            }
        });
    }

    private protected async Task<TestLane> HearAsync(string? group = null, string account = "main", string user = "u1", object? payload = null)
    {
        var (conversation, route) = await DingTalk.HearAsync(account, group, user, payload);
        return new TestLane(conversation, route, clock ?? Time);
    }

    private protected async Task PutAndSendAsync(params DeliverMessage[] replies)
    {
        await Egress.PutAsync(replies);
        await SendDueAsync();
    }

    private protected async Task SendDueAsync(string account = "main")
    {
        var lease = await Egress.ClaimAsync(account);
        await Egress.SendDueAsync(lease);
        await Egress.Lanes.HandBackAsync(lease, Cancel);
    }
}
