using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Configuration;
using PicoClaw.Configuration.Tests.Testing;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Hosting.Tests.Reloading;

/// <summary>A host that follows a config.json, with two classes of live options.</summary>
internal sealed class ReloadHost : IDisposable
{
    private readonly IHost _host;

    public ReloadHost(string config)
    {
        Folder = new ConfigFolder(config);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddPicoClawConfig(null, Folder.Environment).AddInMemoryCollection();
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddReload();
        builder.Services.AddOptions<Sample>().BindConfiguration("Agent:Defaults")
            .Validate(sample => sample.Language is "auto" or "zh", "agents.defaults.language must be auto or zh").AsLive();
        builder.Services.AddOptions<OtherSample>().BindConfiguration("Agent:Commands").AsLive();
        _host = builder.Build();
    }

    public ConfigFolder Folder { get; }

    public FakeTimeProvider Time { get; } = new();

    public ConfigReloader Reloader => _host.Services.GetRequiredService<ConfigReloader>();

    public Sample Sample => _host.Services.GetRequiredService<Live<Sample>>().Value;

    public OtherSample Other => _host.Services.GetRequiredService<Live<OtherSample>>().Value;

    public IReadOnlyList<string> Lines(LogLevel level) =>
    [
        .. _host.Services.GetFakeLogCollector().GetSnapshot()
            .Where(record => record.Level == level && record.Id.Id is 500 or >= 550 and < 560)
            .Select(record => record.Message),
    ];

    public Task<HealthReport> HealthAsync() => _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Writes the file and looks.</summary>
    public void Change(string config)
    {
        Folder.Write("config.json", config);
        Reloader.Look();
    }

    public void Dispose()
    {
        _host.Dispose();
        Folder.Dispose();
    }
}
