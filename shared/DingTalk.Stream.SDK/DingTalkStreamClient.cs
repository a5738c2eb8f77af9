using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

/// <summary>
/// Receives what DingTalk pushes to an app in Stream mode, over one WebSocket that it keeps open. Register handlers, then run it. Each
/// frame is acked at most once, with its handler's result; if DingTalk re-sends a handled frame within five minutes, it gets the same ack
/// again. A handler that throws or takes longer than <see cref="DingTalkStreamOptions.HandlerTimeout"/> leaves its frame unacked, and
/// DingTalk re-sends it after about 60 s, so handlers must be idempotent. Source: docs/dingtalk-protocol.md 1 and 2.
/// </summary>
public sealed class DingTalkStreamClient : IAsyncDisposable
{
    private readonly RouteTable _routes = new();
    private readonly MalformedFrames _malformed;
    private readonly StatusTracker _status;
    private readonly AckCache _handled;
    private readonly CancellationTokenSource _disposed = new();
    private readonly DingTalkStreamOptions _options;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private Task _run = Task.CompletedTask;
    private bool _ran;

    /// <summary>Creates a client; nothing is opened before <see cref="RunAsync"/>.</summary>
    /// <param name="options">Credentials, addresses and limits.</param>
    /// <param name="http">Used to ask the gateway for links; it should not follow redirects. Not disposed.</param>
    /// <param name="time">The clock of every delay and deadline, except the socket's keep-alive.</param>
    /// <param name="logger">Gets state changes and failed frames; never payloads, tickets or secrets.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public DingTalkStreamClient(DingTalkStreamOptions options, HttpClient http, TimeProvider time, ILogger<DingTalkStreamClient> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        options.Validate();
        (_options, _http, _time, _logger) = (options, http, time, logger);
        _malformed = new MalformedFrames(options.ClientId, logger);
        _handled = new AckCache(time);
        _status = new StatusTracker(options.ClientId, time, logger);
    }

    /// <summary>
    /// Raised after a change of state, reason or link, on the thread that made it; keep handlers short. A change of
    /// <see cref="StreamStatus.LastFrameAt"/> alone raises nothing.
    /// </summary>
    public event Action<StreamStatus>? StatusChanged
    {
        add => _status.Changed += value;
        remove => _status.Changed -= value;
    }

    /// <summary>The current status.</summary>
    public StreamStatus Status => _status.Current;

    /// <summary>
    /// Handles messages to the bot, one after another within a conversation, conversations in parallel. A message that cannot be parsed
    /// is acked with 400 and reported to <see cref="OnMalformed"/>.
    /// </summary>
    /// <param name="handler">
    /// Returns the result for the frame; its token is cancelled at the timeout and when a stop has waited long enough.
    /// </param>
    /// <param name="ack">Whether the message is acked after it is handled, or immediately.</param>
    /// <returns>This client.</returns>
    /// <exception cref="InvalidOperationException">The client has run already.</exception>
    public DingTalkStreamClient OnBotMessage(
        Func<BotMessage, CancellationToken, ValueTask<HandlerResult>> handler, AckTiming ack = AckTiming.AfterHandling)
    {
        ArgumentNullException.ThrowIfNull(handler);
        FrameHandler handle = (message, cancellationToken) => handler((BotMessage)message, cancellationToken);
        return Add(new FrameRoute(FrameTypes.Callback, Topics.BotMessage, frame =>
        {
            var message = BotMessageParser.Parse(frame, _options.KeepPayload);
            return new PreparedFrame(message.ConversationId, message, handle, ack);
        }));
    }

    /// <summary>
    /// Handles card actions, in order per card. The answer leaves with the ack, so be quick: for longer work return null and update the
    /// card later (docs/dingtalk-protocol.md 4.5). A callback that cannot be parsed is acked with 400 and reported to
    /// <see cref="OnMalformed"/>.
    /// </summary>
    /// <param name="handler">
    /// Returns the card's changes, or null for none; its token is cancelled like that of <see cref="OnBotMessage"/>.
    /// </param>
    /// <returns>This client.</returns>
    /// <exception cref="InvalidOperationException">The client has run already.</exception>
    public DingTalkStreamClient OnCardCallback(Func<CardCallback, CancellationToken, ValueTask<CardUpdate?>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        FrameHandler handle = async (callback, cancellationToken) =>
            HandlerResult.Ok((await handler((CardCallback)callback, cancellationToken).ConfigureAwait(false))?.ToAckData());
        return Add(new FrameRoute(FrameTypes.Callback, Topics.CardCallback, frame =>
        {
            var callback = CardCallbackParser.Parse(frame);
            return new PreparedFrame(callback.OutTrackId.Length > 0 ? callback.OutTrackId : null, callback, handle);
        }));
    }

    /// <summary>
    /// Handles calls of the app's AI plug-ins (the graph API), in parallel. The answer leaves with the ack, so be quick: DingTalk waits a
    /// few seconds. A call that cannot be parsed is acked with 400 and reported to <see cref="OnMalformed"/>.
    /// </summary>
    /// <param name="handler">Returns the answer; its token is cancelled like that of <see cref="OnBotMessage"/>.</param>
    /// <returns>This client.</returns>
    /// <exception cref="InvalidOperationException">The client has run already.</exception>
    public DingTalkStreamClient OnGraphCall(Func<GraphCall, CancellationToken, ValueTask<GraphAnswer>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        FrameHandler handle = async (call, cancellationToken) =>
            HandlerResult.Ok((await handler((GraphCall)call, cancellationToken).ConfigureAwait(false)).ToAckData());
        return Add(new FrameRoute(
            FrameTypes.Callback, Topics.GraphCall, frame => new PreparedFrame(null, GraphCallParser.Parse(frame), handle)));
    }

    /// <summary>
    /// Handles the organisation's events, in parallel. DingTalk re-sends an event until it is handled, and sometimes after that.
    /// </summary>
    /// <param name="handler">Returns the event's outcome; its token is cancelled like that of <see cref="OnBotMessage"/>.</param>
    /// <returns>This client.</returns>
    /// <exception cref="InvalidOperationException">The client has run already.</exception>
    public DingTalkStreamClient OnEvent(Func<StreamEvent, CancellationToken, ValueTask<EventOutcome>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        FrameHandler handle = async (happened, cancellationToken) =>
            (await handler((StreamEvent)happened, cancellationToken).ConfigureAwait(false)).ToResult();
        return Add(new FrameRoute(
            FrameTypes.Event, Topics.AllEvents, frame => new PreparedFrame(null, StreamEvent.From(frame.WithData()), handle)));
    }

    /// <summary>Handles the frames of a type and topic. Frames without a handler are acked with 404.</summary>
    /// <param name="type"><see cref="FrameTypes.Callback"/> or <see cref="FrameTypes.Event"/>.</param>
    /// <param name="topic">The topic; <c>*</c> stands for every topic of the type without a handler of its own.</param>
    /// <param name="handler">Returns the result for the frame; see <see cref="OnBotMessage"/>.</param>
    /// <param name="orderingKey">Frames with the same key are handled in order, across all topics; null means no order.</param>
    /// <returns>This client.</returns>
    /// <exception cref="ArgumentException">The type is SYSTEM, or the topic has a handler already.</exception>
    /// <exception cref="InvalidOperationException">The client has run already.</exception>
    public DingTalkStreamClient On(
        string type, string topic, Func<StreamFrame, CancellationToken, ValueTask<HandlerResult>> handler, Func<StreamFrame, string?>? orderingKey = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        ArgumentNullException.ThrowIfNull(handler);
        FrameHandler handle = (frame, cancellationToken) => handler((StreamFrame)frame, cancellationToken);
        return Add(new FrameRoute(type, topic, parsed =>
        {
            var frame = parsed.WithData();
            return new PreparedFrame(orderingKey?.Invoke(frame), frame, handle);
        }));
    }

    /// <summary>Called for every malformed frame: not JSON, too large, or a payload of the wrong shape.</summary>
    /// <param name="listener">Gets the reason, which never quotes the payload. It may be called from several threads at once.</param>
    /// <returns>This client.</returns>
    public DingTalkStreamClient OnMalformed(Action<string> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        _malformed.Listen(listener);
        return this;
    }

    /// <summary>
    /// Runs until cancelled: opens a link, reopens it whenever it is lost, and never gives up. On cancellation it waits up to
    /// <see cref="DingTalkStreamOptions.DrainTimeout"/> for running handlers and their acks, and closes the link. Frames that DingTalk had
    /// sent by then are handled too, but stay unacked, so they come again.
    /// </summary>
    /// <param name="cancellationToken">Stops the client; the task then ends normally.</param>
    /// <exception cref="InvalidOperationException">No handler is registered, or the client is already running.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
            if (!_run.IsCompleted)
            {
                throw new InvalidOperationException("The client is already running.");
            }

            if (_routes.Subscriptions.Count == 0)
            {
                throw new InvalidOperationException("Register a handler first: without one there is nothing to subscribe to.");
            }

            _ran = true;
            return _run = Task.Run(() => RunOnceAsync(cancellationToken), CancellationToken.None);
        }
    }

    /// <summary>Stops a run like a cancellation, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Task run;
        lock (_gate)
        {
            run = _run;
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            _disposed.Cancel();
        }

        await run.ConfigureAwait(false);
        _disposed.Dispose();
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var runner = new HandlerRunner(_options, _malformed, _time, _logger);
        using var dispatcher = new Dispatcher(_options, runner, _handled, _time, _logger);
        var receiver = new FrameReceiver(_options, _routes, dispatcher, _malformed, _status, _logger);
        var gateway = new GatewayClient(_options, _http, _routes.Subscriptions, _time);
        using var supervisor = new LinkSupervisor(_options, gateway, receiver, dispatcher, _status, _time, _logger);
        await supervisor.RunAsync(stop.Token).ConfigureAwait(false);
    }

    private DingTalkStreamClient Add(FrameRoute route)
    {
        lock (_gate)
        {
            if (_ran)
            {
                throw new InvalidOperationException("Register handlers before the client runs: a link subscribes when it opens.");
            }

            _routes.Add(route);
            return this;
        }
    }
}
