namespace PicoClaw.Egress.Receipts;

internal static class ReceiptServiceCollectionExtensions
{
    /// <summary>Asks who has read what, when somebody wants to know.</summary>
    public static IServiceCollection AddReceipts(this IServiceCollection services)
    {
        services.AddSingleton<ReceiptTable>();
        services.AddSingleton<ReceiptAnswerer>();
        services.AddSingleton<ReceiptDesks>();
        return services.AddSingleton<ReceiptReader>();
    }
}
