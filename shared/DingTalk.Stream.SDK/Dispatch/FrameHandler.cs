namespace DingTalk.Stream;

// A handler gets the parsed message here, so a route needs one delegate and not one for each frame.
internal delegate ValueTask<HandlerResult> FrameHandler(object message, CancellationToken cancellationToken);
