using Microsoft.Extensions.Options;
using PicoClaw.Configuration;
using PicoClaw.Gateway.Hosting;

namespace PicoClaw.Gateway.Doctor.Machine;

/// <summary>The bot as <c>picoclaw gateway</c> would build it, but not started; or what keeps it from being built.</summary>
internal sealed class LoadedBot : IAsyncDisposable
{
    private LoadedBot(WebApplication? app, IReadOnlyList<string> problems) => (App, Problems) = (app, problems);

    /// <summary>Null when the configuration cannot be read.</summary>
    public WebApplication? App { get; }

    public IReadOnlyList<string> Problems { get; }

    public static LoadedBot Load(GatewaySettings settings)
    {
        WebApplication? app = null;
        try
        {
            var builder = GatewayHost.CreateBuilder(settings);
            builder.Logging.ClearProviders();
            app = builder.Build();
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return new LoadedBot(app, []);
        }
        catch (Exception exception) when (exception is ConfigException or OptionsValidationException or AggregateException)
        {
            return new LoadedBot(app, [.. Texts(exception).Distinct()]);
        }
    }

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static IEnumerable<string> Texts(Exception exception) => exception switch
    {
        ConfigException config => config.Problems,
        OptionsValidationException options => options.Failures,
        AggregateException several => several.Flatten().InnerExceptions.SelectMany(Texts),
        _ => [exception.Message],
    };
}
