using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream.Tests.Support;

internal static class BotHost
{
    public static IHost Create(
        Action<DingTalkStreamOptions> configure, Action<DingTalkStreamClient, IServiceProvider> handlers,
        Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddDingTalkStream(configure, handlers);
        more?.Invoke(builder.Services);
        return builder.Build();
    }
}
