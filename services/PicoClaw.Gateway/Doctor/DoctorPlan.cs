using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Probing;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Tools.Mcp;
using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Gateway.Doctor.DingTalk;
using PicoClaw.Gateway.Doctor.Machine;
using PicoClaw.Gateway.Doctor.Models;
using PicoClaw.Gateway.Doctor.Servers;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Status;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Gateway.Doctor;

/// <summary>Which checks a configuration needs.</summary>
internal sealed class DoctorPlan(LoadedBot bot, DoctorTools tools)
{
    private readonly List<AppProbe> _probes = [];

    public IReadOnlyList<IDoctorCheck> Checks()
    {
        var config = new ConfigCheck(bot);
        return bot.App is { } app
            ? [config, .. OfMachine(app), .. OfServers(app), .. OfDingTalk(app.Configuration), .. OfModels(app.Configuration)]
            : [config];
    }

    /// <summary>The messages to a person, after the checks: to accounts whose credentials are right.</summary>
    public IReadOnlyList<IDoctorCheck> Messages(IReadOnlyList<CheckedLine> lines) => tools.Receiver is not { } user ? [] :
    [
        .. _probes
            .Where(probe => lines.Any(line => line.Check == "credentials" && line.Subject == probe.App.Account && line.Level == FindingLevel.Pass))
            .SelectMany(IEnumerable<IDoctorCheck> (probe) => [new MessageCheck(probe, user, tools.Ask), new ReplyCheck(probe, user, tools.Ask)]),
    ];

    private IEnumerable<IDoctorCheck> OfMachine(WebApplication app)
    {
        if (ScheduleProbe.Of(app.Configuration, tools.Time) is { Count: > 0 } schedules)
        {
            yield return new ScheduleCheck(schedules);
        }

        yield return new PortCheck(GatewayHost.Listening(app.Configuration), tools.Http);
    }

    // Invalid options are a line of the configuration's own check.
    private IEnumerable<IDoctorCheck> OfServers(WebApplication app)
    {
        var services = app.Services;
        var broker = Valid<BrokerOptions>(services);
        if (Valid<StoreOptions>(services) is { } options)
        {
            var store = new StoreCheck(options);
            yield return store;
            yield return new DeadLetterCheck(new StoreReader(services, options), store, tools.Time);
            if (broker is not null && Apps(app.Configuration).Count > 0)
            {
                yield return new MonthCheck(new StatusReader(services, tools.Http), store);
            }
        }

        if (broker is not null)
        {
            yield return new BrokerCheck(broker);
        }
    }

    private IEnumerable<IDoctorCheck> OfDingTalk(IConfiguration configuration)
    {
        var apps = Apps(configuration);
        var proxy = new ProxyCheck([.. apps.Select(app => app.Api).Distinct()], tools.Http);
        yield return proxy;
        var call = new PlatformCall(tools.Http, tools.Time);
        foreach (var (probe, at) in apps.Select((app, at) => (new AppProbe(app, call), at)))
        {
            _probes.Add(probe);
            if (at == 0)
            {
                yield return new ClockCheck(probe, proxy);
            }

            var credentials = new CredentialsCheck(probe, proxy);
            yield return credentials;
            yield return new StreamCheck(probe, credentials, tools.Time, tools.Listening);
            yield return new SendingCheck(probe, credentials);
            yield return new ContactCheck(probe, credentials, tools.Receiver);
        }
    }

    private IEnumerable<IDoctorCheck> OfModels(IConfiguration configuration)
    {
        var models = ModelProbe.Of(configuration, tools.Time);
        var servers = McpProbe.Of(configuration);
        return
        [
            .. models.Names.Count == 0 ? [new NoModelCheck()] : models.Names.Select(IDoctorCheck (_, place) => new ModelCheck(models, place)),
            .. servers.Names.Select(server => new McpCheck(servers, server)),
        ];
    }

    private static List<DingTalkApp> Apps(IConfiguration configuration)
    {
        var accounts = configuration.Get<AccountsOptions>() ?? new AccountsOptions();
        return [.. accounts.EnabledFor("dingtalk").Select(account => DingTalkApp.Of(account.Key, configuration.GetSection($"Accounts:{account.Key}")))];
    }

    private static TOptions? Valid<TOptions>(IServiceProvider services)
        where TOptions : class
    {
        try
        {
            return services.GetRequiredService<IOptions<TOptions>>().Value;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
