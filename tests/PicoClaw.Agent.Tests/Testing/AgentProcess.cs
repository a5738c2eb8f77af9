using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Agent.Actions;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Intake;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Schedules.Firing;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Blobs;
using PicoClaw.Storage.Lanes;
using PicoClaw.Tests.Postgres;
using PicoClaw.Tests.Reloading;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>The agent as it runs, on a real store, without a broker.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _started;

    /// <param name="folder">Shared with the processes before and after it.</param>
    /// <param name="store">Another replica's; null opens the folder's.</param>
    public AgentProcess(AgentFolder folder, IStore? store = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(folder.Settings)
            .AddInMemoryCollection([new("Store:Directory", folder.Path), new("Store:Postgres", folder.Postgres)]);
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton<TimeProvider>(folder.Time);
        builder.Services.AddSingleton<IConfirmedSender>(folder.Sender);
        builder.Services.AddSingleton<IProgressPublisher>(folder.Progress);
        builder.Services.AddAgent();
        if (folder.UsesSentFiles)
        {
            builder.Services.AddSingleton<IAttachmentFetcher>(folder.Files);
            builder.Services.AddSingleton<IBlobStore>(folder.Files);
        }

        if (store is not null)
        {
            builder.Services.AddKeyedSingleton(AgentService.Name, store);
        }
        else if (folder.Postgres is not null)
        {
            builder.Services.UseTestClock(AgentService.Name);
        }

        if (folder.UsesScriptedModel)
        {
            builder.Services.AddSingleton<IChatClient>(folder.Model);
        }

        folder.Replace(builder.Services);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public IStore Store => Services.GetRequiredKeyedService<IStore>(AgentService.Name);

    public LaneTable Lanes => Services.GetRequiredKeyedService<LaneTable>(AgentService.Name);

    public TurnStore Turns => Services.GetRequiredService<TurnStore>();

    public async Task PutAsync(params MessageReceived[] messages)
    {
        foreach (var message in messages)
        {
            await Services.GetRequiredService<Mailbox>().PutAsync(message, TestContext.Current.CancellationToken);
        }
    }

    public Task PressAsync(ActionReceived action) => Services.GetRequiredService<ActionIntake>().PutAsync(action, TestContext.Current.CancellationToken);

    /// <summary>Ten at once: what a busy machine keeps from the store for long is tried again by the clock, which may stand still.</summary>
    public async Task PressAgainAsync(ActionReceived action, int times)
    {
        foreach (var part in Enumerable.Repeat(action, times).Chunk(10))
        {
            await Task.WhenAll(part.Select(PressAsync));
        }
    }

    /// <summary>The id of the reply of the running turn.</summary>
    public async Task<Guid> RunningReplyAsync() =>
        Guid.Parse((await QueryAsync<string>("SELECT reply_id FROM turn WHERE status = 'running'")).ShouldHaveSingleItem());

    /// <summary>Holds the lane of a conversation, as another replica would.</summary>
    public async Task<LaneLease> ClaimAsync(Conversation conversation) =>
        (await Lanes.TryClaimAsync(ConversationKey.Of(conversation), "the test", TestContext.Current.CancellationToken)).ShouldNotBeNull();

    public Task AddAsync(Schedule schedule) => Services.GetRequiredService<ScheduleStore>().AddAsync(schedule, TestContext.Current.CancellationToken);

    /// <summary>Fires what is due, as the service does when it is time; returns how many runs.</summary>
    public Task<int> FireAsync() => Services.GetRequiredService<DueSchedules>().FireAsync(TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql) =>
        Store.ReadAsync(session => session.QueryAsync<T>(sql), TestContext.Current.CancellationToken);

    /// <summary>Changes settings while it runs, as a changed config.json does.</summary>
    public void Change(params (string Key, string Value)[] settings) => Services.Change(settings);

    /// <summary>The log at warning and above.</summary>
    public IReadOnlyList<string> Warnings() =>
    [
        .. Services.GetFakeLogCollector().GetSnapshot()
            .Where(record => record.Level >= LogLevel.Warning)
            .Select(record => $"{record.Message} {record.Exception}"),
    ];

    /// <summary>The lines of an event.</summary>
    public IReadOnlyList<string> Logged(int id) =>
        [.. Services.GetFakeLogCollector().GetSnapshot().Where(record => record.Id.Id == id).Select(record => record.Message)];

    public async Task StartAsync()
    {
        await _host.StartAsync(TestContext.Current.CancellationToken);
        _started = true;
    }

    public async Task StopAsync()
    {
        if (_started)
        {
            _started = false;
            await _host.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the stop has reached the runner of the lanes: it looks for no more work.</summary>
    public Task LanesAreStoppingAsync() =>
        Services.GetServices<IHostedService>().OfType<LaneRunner>().Single().ExecuteTask!.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends at once: running work is dropped and no lease is released.</summary>
    public async Task KillAsync()
    {
        // A dead process writes nothing more. Its lanes are fenced off, but not before lost starts are no longer written: a renewal that finds
        // its lane taken would have its start not counted.
        await Services.GetRequiredService<LostStarts>().StopAsync(CancellationToken.None);
        await Store.WriteAsync(
            session => session.ExecuteAsync("UPDATE lane SET token = token + 1 WHERE owner IS NOT NULL"), TestContext.Current.CancellationToken);
        await StopAtOnceAsync();
        await DisposeAsync();
    }

    /// <summary>Stops without time to finish running work.</summary>
    public async Task StopAtOnceAsync()
    {
        _started = false;
        foreach (var service in Services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(new CancellationToken(canceled: true));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
