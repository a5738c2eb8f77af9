using PicoClaw.Agent;
using PicoClaw.Egress;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress;

namespace PicoClaw.Gateway.Hosting;

/// <summary>All three services in one process.</summary>
internal static class GatewayHost
{
    public static WebApplicationBuilder CreateBuilder(GatewaySettings settings)
    {
        var builder = PicoClawHost.CreateBuilder(Arguments(settings));
        if (settings.Emulator is { } emulator)
        {
            EmulatedDingTalk.Configure(builder, emulator);
            builder.Services.AddHostedService<EmulatorService>();
        }

        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls(Address(builder.Configuration));
        }

        // Started in this order and stopped in the reverse: the links fall silent first, bus and emulator last.
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddEgress();
        builder.Services.AddAgent();
        builder.Services.AddIngress();
        builder.Services.AddHostedService<StartupBanner>();
        return builder;
    }

    private static string[] Arguments(GatewaySettings settings) =>
    [
        .. settings.ConfigPath is { } config ? ["--config", config] : Array.Empty<string>(),
        .. settings.Broker is { } broker ? ["--broker", broker] : Array.Empty<string>(),
    ];

    private static string Address(IConfiguration configuration)
    {
        var host = configuration["Gateway:Host"] ?? "localhost";
        return $"http://{(host == "localhost" ? "127.0.0.1" : host)}:{configuration["Gateway:Port"] ?? "18790"}";
    }
}
