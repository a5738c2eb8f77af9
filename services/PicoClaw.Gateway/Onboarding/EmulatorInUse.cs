using DingTalk.Emulator;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>The emulator in place of DingTalk, if one is wanted: the one that answers there, else one for the time of onboarding.</summary>
internal sealed class EmulatorInUse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _time;
    private EmulatorHost? _own;

    private EmulatorInUse(DingTalkPlace place, TimeProvider time) => (Place, _time) = (place, time);

    public DingTalkPlace Place { get; }

    public static async Task<EmulatorInUse> FindAsync(Uri? address, TimeProvider time, CancellationToken cancellationToken)
    {
        var isOwn = address is not null && !await AnswersAsync(address, cancellationToken);
        return new EmulatorInUse(new DingTalkPlace(address, isOwn), time);
    }

    /// <summary>Lets an app be created, where no emulator runs yet.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Place.IsOwn || _own is not null)
        {
            return;
        }

        if (!Place.Emulator!.IsLoopback)
        {
            throw new CommandException($"No emulator answers at {Place.Emulator}", "Start it there, or write the address of one that runs");
        }

        try
        {
            _own = await EmulatorHost.StartAsync(new EmulatorOptions { Url = Place.Emulator.OriginalString.TrimEnd('/') }, _time, cancellationToken);
        }
        catch (IOException taken)
        {
            throw new CommandException(taken.Message, "Stop the program that uses the port, or write another address after --emulator", taken);
        }
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Nobody listens there: only that means that none runs. An emulator is near, so no proxy stands before it.
    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        const string remedy = "Stop that program, or write another address after --emulator";
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health"), cancellationToken);
            return await answer.Content.ReadAsStringAsync(cancellationToken) == "ok"
                ? true
                : throw new CommandException($"The program at {address} is no emulator", remedy);
        }
        catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return false;
        }
        catch (HttpRequestException strange)
        {
            throw new CommandException($"The program at {address} is no emulator ({strange.Message})", remedy, strange);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"The program at {address} did not answer within {Patience.TotalSeconds:0} s", remedy, late);
        }
    }
}
