using DingTalk.Emulator;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>The emulator in place of DingTalk, if one is wanted: the one that answers there, else one for the time of onboarding.</summary>
internal sealed class EmulatorInUse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private EmulatorHost? _own;

    private EmulatorInUse(DingTalkPlace place, TimeProvider time) => (Place, _time) = (place, time);

    public DingTalkPlace Place { get; }

    public static async Task<EmulatorInUse> FindAsync(Uri? address, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        var isOwn = address is not null && !await AnswersAsync(address, http, time, cancellationToken);
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
            throw new CommandException(taken.Message, "Stop what uses that port, or write another address after --emulator", taken);
        }
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<bool> AnswersAsync(Uri address, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await http.GetStringAsync(new Uri(address, "/health"), either.Token) == "ok";
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
