using System.CommandLine;
using PicoClaw.Configuration;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.Commands.Dead;

/// <summary>One call of <c>picoclaw dead</c>. The exit code is 0, or 1 when something was not done, which a line says.</summary>
internal sealed class DeadRun(IDeadLetters letters, DeadLetterFilter filter, bool asJson, InvocationConfiguration console, CancellationToken cancellationToken)
{
    // Stores wait for a database that is away; a person does not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DeadPrinter _printer = new(console.Output, TimeProvider.System);

    public static async Task<int> ExecuteAsync(ParseResult parsed, DeadOptions options, Func<DeadRun, Task<int>> run, CancellationToken cancellationToken)
    {
        var console = parsed.InvocationConfiguration;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        DeadLetterAccess? access = null;
        try
        {
            access = await DeadLetterAccess.OpenAsync(options.Settings(parsed), deadline.Token);
            return await run(new DeadRun(access.Letters, options.Filter(parsed), parsed.GetValue(options.Json), console, deadline.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var fault = access?.Fault ?? "it is busy";
            return await FailAsync(console, $"The store did not answer within {Patience.TotalSeconds:0} s: {fault}. Is it up, and is \"store\" right?");
        }
        catch (ConfigException exception)
        {
            return await FailAsync(console, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var reason = exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');
            return await FailAsync(console, $"{reason}. If the store is new, start the bot once: it creates the tables.");
        }
        finally
        {
            await (access?.DisposeAsync() ?? default);
        }
    }

    public async Task<int> ListAsync()
    {
        _printer.List(await letters.ListAsync(filter, cancellationToken), asJson);
        return 0;
    }

    public async Task<int> ShowAsync(string id)
    {
        var found = await letters.ListAsync(filter with { Id = id }, cancellationToken);
        if (found.Count != 1)
        {
            return await FailAsync(
                console,
                found.Count == 0
                    ? $"No dead letter's id begins with {id}; picoclaw dead list shows them."
                    : $"{found.Count} ids begin with {id}: write more of it, or --kind.");
        }

        if (await letters.FindAsync(found[0].Kind, found[0].Id, cancellationToken) is not { } detail)
        {
            return await FailAsync(console, ReplayResult.Gone.Problem!);
        }

        _printer.Show(detail, asJson);
        return 0;
    }

    public async Task<int> ReplayAsync(bool all) => await ChosenAsync(all, "replay") is not { } chosen
        ? 1
        : await EachAsync(chosen, "replayed", letter => letters.ReplayAsync(letter.Kind, letter.Id, cancellationToken));

    public async Task<int> PurgeAsync(bool all, bool isSure)
    {
        if (await ChosenAsync(all, "purge") is not { } chosen)
        {
            return 1;
        }

        if (chosen.Count > 0 && !isSure && !await AskAsync(chosen.Count))
        {
            return 1;
        }

        return await EachAsync(
            chosen,
            "purged",
            async letter => await letters.PurgeAsync(letter.Kind, letter.Id, cancellationToken) ? ReplayResult.Done : ReplayResult.Gone);
    }

    // Null after an error that was printed.
    private async Task<IReadOnlyList<DeadLetter>?> ChosenAsync(bool all, string word)
    {
        if (!all && filter == new DeadLetterFilter())
        {
            await FailAsync(console, $"Say which ones: picoclaw dead {word} --id ID, --kind, --reason, --since, or --all.");
            return null;
        }

        var chosen = await letters.ListAsync(filter, cancellationToken);
        if (chosen.Count == 0 && filter.Id is not null)
        {
            await FailAsync(console, $"No dead letter's id begins with {filter.Id}; picoclaw dead list shows them.");
            return null;
        }

        return chosen;
    }

    private async Task<bool> AskAsync(int count)
    {
        if (Console.IsInputRedirected)
        {
            await FailAsync(console, $"This deletes {count} for good. Add --yes.");
            return false;
        }

        await console.Output.WriteAsync($"Delete {count} for good? [y/N] ");
        return (await Console.In.ReadLineAsync(cancellationToken))?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private async Task<int> EachAsync(IReadOnlyList<DeadLetter> chosen, string done, Func<DeadLetter, Task<ReplayResult>> change)
    {
        var changed = new List<DeadLetter>();
        foreach (var letter in chosen)
        {
            if ((await change(letter)).Problem is { } problem)
            {
                await FailAsync(console, $"{DeadPrinter.Name(letter.Kind)} {letter.Id}: {problem}");
            }
            else
            {
                changed.Add(letter);
            }
        }

        if (asJson)
        {
            _printer.List(changed, asJson);
        }
        else
        {
            await console.Output.WriteLineAsync($"{changed.Count} {done}");
        }

        return changed.Count == chosen.Count ? 0 : 1;
    }

    private static async Task<int> FailAsync(InvocationConfiguration console, string problem)
    {
        await console.Error.WriteLineAsync(problem);
        return 1;
    }
}
