using System.Diagnostics.Metrics;
using DingTalk.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests;

public sealed class IngressMetricsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OneSecretIsWrong_TheGaugeTellsTheOpenLinkFromTheOther()
    {
        var apps = new[]
        {
            new EmulatorApp { ClientId = "ding-one", ClientSecret = "secret-one" },
            new EmulatorApp { ClientId = "ding-two", ClientSecret = "secret-two" },
        };
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Url = "http://127.0.0.1:0", Apps = [.. apps] }, ct: Cancel);
        await using var ingress = new IngressHost(emulator.Address, ("one", "ding-one", "secret-one"), ("two", "ding-two", "wrong"));
        var meters = ingress.Services.GetRequiredService<IMeterFactory>();
        using var links = new MetricCollector<int>(meters, IngressMetrics.MeterName, "picoclaw.ingress.link.open");
        using var withheld = new MetricCollector<long>(meters, IngressMetrics.MeterName, "picoclaw.ingress.withheld");
        await ingress.StartAndSettleAsync(Cancel);

        links.RecordObservableInstruments();

        links.GetMeasurementSnapshot().Select(link => (link.Tags["account"], link.Value)).ShouldBe([("one", 1), ("two", 0)], ignoreOrder: true);
        withheld.GetMeasurementSnapshot().Select(seen => (seen.Tags["account"], seen.Value)).ShouldBe([("one", 0), ("two", 0)], ignoreOrder: true);
    }
}
