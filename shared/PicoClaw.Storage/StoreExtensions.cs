namespace PicoClaw.Storage;

public static class StoreExtensions
{
    /// <summary><see cref="IStore.WriteAsync{T}"/> for work without a result.</summary>
    public static Task WriteAsync(this IStore store, Func<StoreSession, Task> work, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);
}
