using PicoClaw.Agent;
using PicoClaw.Egress;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress;

namespace PicoClaw.Gateway.Hosting;

/// <summary>All three services in one process.</summary>
internal static class GatewayHost
{
    // The agent stops first and hands over its last replies just before egress is asked to stop.
    private static readonly TimeSpan EgressStopGrace = TimeSpan.FromSeconds(3);

    public static WebApplicationBuilder CreateBuilder(GatewaySettings settings)
    {
        var builder = PicoClawHost.CreateBuilder(Arguments(settings));
        if (settings.Emulator is { } emulator)
        {
            EmulatedDingTalk.Configure(builder, emulator, settings.Broker);
            builder.Services.AddHostedService<EmulatorService>();
        }

        // Started in this order and stopped in the reverse: the links fall silent first, bus and emulator last.
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddEgress(EgressStopGrace);
        builder.Services.AddAgent();
        builder.Services.AddIngress();
        builder.Services.AddHostedService<StartupBanner>();
        return builder;
    }

    /// <summary>Where <c>/health</c> and <c>/ready</c> are.</summary>
    public static string Address(IConfiguration configuration)
    {
        var host = configuration["Gateway:Host"] ?? "localhost";
        return new UriBuilder(Uri.UriSchemeHttp, host == "localhost" ? "127.0.0.1" : host, int.Parse(configuration["Gateway:Port"] ?? "18790")).Uri.GetLeftPart(UriPartial.Authority);
    }

    private static string[] Arguments(GatewaySettings settings) =>
    [
        .. settings.ConfigPath is { } config ? ["--config", config] : Array.Empty<string>(),
        .. settings.Broker is { } broker ? ["--broker", broker] : Array.Empty<string>(),
    ];
}
