using Microsoft.Extensions.Options;
using PicoClaw.Egress.Figures;
using PicoClaw.Gateway.DeadLetters;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;

namespace PicoClaw.Gateway.Status;

/// <summary>
/// Reads links and permits from the processes that run, and what waits from store and broker. The folder of a SQLite store belongs to its
/// gateway: while that runs, its metrics tell what the store holds.
/// </summary>
internal sealed class StatusReader(IServiceProvider services, HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly StoreOptions _options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
    private readonly List<string> _problems = [];

    /// <param name="asked">Where to look; empty: where the configuration lets them answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StatusReport> ReadAsync(IReadOnlyList<Uri> asked, CancellationToken cancellationToken)
    {
        var (broker, store) = (Broker(), new StoreReader(services, _options));
        var processes = await new ProcessFinder(http).FindAsync(asked.Count > 0 ? asked : Usual(broker), cancellationToken);
        _problems.AddRange(asked.Where(address => processes.All(process => process.Address != ProcessFinder.NameOf(address)))
            .Select(address => $"Nothing answers at {ProcessFinder.NameOf(address)}: is the address after --at right, and does the process run?"));
        var live = new LiveFigures(processes);
        var mailbox = store.IsShared || processes.Count == 0 ? await TryAsync(() => store.MailboxAsync(cancellationToken)) : null;
        return new StatusReport
        {
            Processes = processes,
            Accounts = await AccountsAsync(processes, cancellationToken),
            Mailbox = mailbox is null ? live.Mailbox : new MailboxStatus(mailbox.Waiting, Math.Round(mailbox.OldestMs / 1000.0, 1)),
            Permits = live.Permits(),
            Queues = broker is null ? [] : await QueuesAsync(broker, cancellationToken),
            DeadLetters = await TryAsync(() => DeadLettersAsync(store, cancellationToken)),
            Problems = _problems,
        };
    }

    /// <summary>The accounts alone.</summary>
    public async Task<IReadOnlyList<AccountStatus>> AccountsAsync(CancellationToken cancellationToken) =>
        await AccountsAsync(await new ProcessFinder(http).FindAsync(Usual(Broker()), cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<AccountStatus>> AccountsAsync(IReadOnlyList<ProcessStatus> processes, CancellationToken cancellationToken)
    {
        var store = new StoreReader(services, _options);
        var stored = store.IsShared || processes.Count == 0 ? await TryAsync(() => store.AccountsAsync(cancellationToken)) : null;
        return Together(new LiveFigures(processes).Accounts(), stored ?? []);
    }

    private Uri? Broker() =>
        services.GetRequiredService<IOptions<BrokerOptions>>().Value.Address is var address && address.StartsWith("amqp", StringComparison.OrdinalIgnoreCase)
            ? new Uri(address)
            : null;

    private IEnumerable<Uri> Usual(Uri? broker)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        yield return Loopback.Of(ControlFile.Read(_options.Directory)?.Address ?? GatewayHost.Listening(configuration).Url);
        foreach (var service in broker is null ? [] : ProcessFinder.Services)
        {
            yield return service;
        }
    }

    private async Task<T?> TryAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (StoreUnreadException exception)
        {
            if (!_problems.Contains(exception.Message))
            {
                _problems.Add(exception.Message);
            }

            return null;
        }
    }

    private async Task<IReadOnlyList<QueueStatus>> QueuesAsync(Uri broker, CancellationToken cancellationToken)
    {
        try
        {
            return await BrokerQueues.ReadAsync(broker, cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _problems.Add($"the broker does not tell its queues: {exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.')}");
            return [];
        }
    }

    private static async Task<DeadLetterCounts?> DeadLettersAsync(StoreReader store, CancellationToken cancellationToken)
    {
        if (await store.DeadLettersAsync(new DeadLetterFilter(), cancellationToken) is not { } letters)
        {
            return null;
        }

        var kinds = letters.ToLookup(letter => letter.Kind);
        return new DeadLetterCounts(
            kinds[DeadLetterKind.Turn].Count(), kinds[DeadLetterKind.Delivery].Count(), kinds[DeadLetterKind.Malformed].Count());
    }

    // The store is exact, and knows accounts of processes that do not run.
    private static IReadOnlyList<AccountStatus> Together(IReadOnlyList<AccountStatus> live, IReadOnlyList<AccountFigures> stored)
    {
        var byName = live.ToDictionary(account => account.Account, StringComparer.Ordinal);
        foreach (var account in stored)
        {
            byName[account.Account] = byName.GetValueOrDefault(account.Account, new AccountStatus(account.Account)) with
            {
                Waiting = account.Waiting,
                OldestSeconds = Math.Round(account.Oldest.TotalSeconds, 1),
                DeadLetters = account.DeadLetters,
                OverdueCards = account.OverdueCards,
                ApiCalls = account.Month.ApiCalls,
                ApiLimit = account.Month.ApiLimit > 0 ? account.Month.ApiLimit : null,
                ApiPlanned = account.Month.ApiPlanned ?? byName.GetValueOrDefault(account.Account)?.ApiPlanned,
                StreamCalls = account.Month.StreamCalls,
                StreamLimit = account.Month.StreamLimit > 0 ? account.Month.StreamLimit : null,
            };
        }

        return [.. byName.Values.OrderBy(account => account.Account, StringComparer.Ordinal)];
    }
}
