namespace PicoClaw.Hosting.Messaging;

/// <summary>The place of a delivery among those of its channel.</summary>
internal sealed class DeliveryPlace(Turnstile turnstile, ulong tag)
{
    public Task EnterAsync() => turnstile.EnterAsync(tag);

    public void Pass() => turnstile.Pass(tag);

    public void End() => turnstile.End(tag);
}
