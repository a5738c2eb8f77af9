using System.Threading.Channels;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Stands between egress and DingTalk: lets calls pass, or holds the request or the answer until the test releases it.</summary>
internal sealed class CallGate
{
    private readonly Channel<HeldCall> _held = Channel.CreateBounded<HeldCall>(1000);
    private readonly Lock _counting = new();
    private int _inHand;
    private int _mostInHand;

    /// <summary>Holds calls before they leave.</summary>
    public Func<HttpRequestMessage, bool> HoldRequest { get; set; } = _ => false;

    /// <summary>Holds answers of calls that DingTalk has already carried out.</summary>
    public Func<HttpRequestMessage, bool> HoldAnswer { get; set; } = _ => false;

    /// <summary>Answers in place of the emulator; null lets the call pass.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>How many calls were held at the same time.</summary>
    public int MostInHand => Volatile.Read(ref _mostInHand);

    /// <summary>The next call that is held.</summary>
    public Task<HeldCall> NextAsync() => Wait.ForAsync(_held.Reader);

    public DelegatingHandler CreateHandler() => new Handler(this);

    private async Task HoldAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = new HeldCall(request.RequestUri!.AbsolutePath);
        lock (_counting)
        {
            _mostInHand = Math.Max(_mostInHand, ++_inHand);
        }

        await _held.Writer.WriteAsync(call, cancellationToken);
        await call.Released.WaitAsync(cancellationToken);
        lock (_counting)
        {
            _inHand--;
        }
    }

    private sealed class Handler(CallGate gate) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (gate.HoldRequest(request))
            {
                await gate.HoldAsync(request, cancellationToken);
            }

            var answer = gate.Answer(request) ?? await base.SendAsync(request, cancellationToken);
            if (gate.HoldAnswer(request))
            {
                await gate.HoldAsync(request, cancellationToken);
            }

            return answer;
        }
    }
}
