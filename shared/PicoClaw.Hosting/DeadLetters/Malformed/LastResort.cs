using MassTransit;

namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>What becomes of a message that its handler cannot take: it is tried three times, then it is a dead letter. Nothing else waits for it.</summary>
public sealed class LastResort
{
    private const int MaxAttempts = 3;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private readonly SettingAside _aside;
    private readonly TimeProvider _time;

    internal LastResort(SettingAside aside, TimeProvider time) => (_aside, _time) = (aside, time);

    /// <summary>Returns when <paramref name="take"/> has taken the message or it is a dead letter. A store that is away is waited for.</summary>
    /// <param name="context">The message.</param>
    /// <param name="intake">Whose it is.</param>
    /// <param name="take">The first attempt; in its order among other messages.</param>
    /// <param name="again">The others.</param>
    public async Task TakeAsync<T>(ConsumeContext<T> context, string intake, Func<Task> take, Func<Task> again)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await (attempt == 1 ? take : again)();
                return;
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
            {
                if (attempt == MaxAttempts)
                {
                    // What is wrong with the message explains more than what failed over it.
                    var body = context.ReceiveContext.Body;
                    var reason = Envelope.TryRead<T>(body.GetString(), out _, out var problem) ? exception.Message : problem;
                    await _aside.PutAsync(intake, reason, body.GetBytes(), context.CancellationToken);
                    return;
                }
            }

            await Task.Delay(Delay, _time, context.CancellationToken);
        }
    }
}
