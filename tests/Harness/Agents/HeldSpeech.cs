using System.Threading.Channels;

namespace Harness.Agents;

/// <summary>A model says what the test says, when the test says it; later calls have their last words only.</summary>
internal sealed class HeldSpeech
{
    private readonly Channel<string> _pieces = Channel.CreateBounded<string>(100);

    public async Task SayAsync(string piece, CancellationToken cancellationToken) => await _pieces.Writer.WriteAsync(piece, cancellationToken);

    public void End() => _pieces.Writer.Complete();

    public IAsyncEnumerable<string> SpeakAsync(ModelCall call, CancellationToken gone) => _pieces.Reader.ReadAllAsync(gone);
}
