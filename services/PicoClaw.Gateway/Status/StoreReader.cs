using System.Data.Common;
using PicoClaw.Agent;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Egress.Figures;
using PicoClaw.Gateway.DeadLetters;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Storage;

namespace PicoClaw.Gateway.Status;

/// <summary>Reads the stores of agent and egress, without creating or migrating anything.</summary>
internal sealed class StoreReader(IServiceProvider services, StoreOptions options)
{
    // Stores wait for a database that is away; who asks does not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool IsShared => options.Postgres is { Length: > 0 };

    /// <summary>Null where no bot has run yet.</summary>
    public Task<IReadOnlyList<AccountFigures>?> AccountsAsync(CancellationToken cancellationToken) =>
        ReadAsync("egress", services.GetRequiredService<EgressFigures>().ReadAsync, cancellationToken);

    public Task<MailboxCount?> MailboxAsync(CancellationToken cancellationToken) =>
        ReadAsync("agent", services.GetRequiredService<MailboxFigures>().ReadAsync, cancellationToken);

    /// <summary>Of all kinds, or of one alone.</summary>
    public async Task<IReadOnlyList<DeadLetter>?> DeadLettersAsync(DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        using var gateway = IsShared ? null : await RunningGateway.FindAsync(options.Directory, cancellationToken);
        IDeadLetters letters = gateway is null ? services.GetRequiredService<IDeadLetters>() : new RemoteDeadLetters(gateway);
        return await ReadAsync("egress", cancel => letters.ListAsync(filter, cancel), cancellationToken);
    }

    /// <exception cref="StoreUnreadException">It cannot be read; the message says why.</exception>
    private async Task<T?> ReadAsync<T>(string service, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsShared && !HasFile(service))
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            // On the pool: SQLite blocks.
            return await Task.Run(() => read(limit.Token), limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = services.GetRequiredKeyedService<IStore>(service).Fault ?? "it is busy";
            throw new StoreUnreadException($"the store of {service} does not answer: {reason.TrimEnd('.')}");
        }
        catch (DbException exception)
        {
            var reason = exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new StoreUnreadException($"the store of {service} cannot be read ({reason}); a start of the bot creates what is missing", exception);
        }
    }

    // File.Exists says no as well where this user may not look.
    private bool HasFile(string service)
    {
        try
        {
            return Directory.EnumerateFiles(options.Directory, $"{service}.db").Any();
        }
        catch (DirectoryNotFoundException) when (!Path.Exists(options.Directory))
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnreadException(
                $"the store in {options.Directory} cannot be read ({exception.Message.TrimEnd('.')}); run this as the bot's own user", exception);
        }
    }
}
