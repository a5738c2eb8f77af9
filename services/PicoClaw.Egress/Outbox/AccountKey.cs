using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Egress.Outbox;

internal static class AccountKey
{
    /// <summary>The lane of an account: its holder alone sends for the account.</summary>
    public static string Of(Conversation conversation) => StoreKey.Of($"{conversation.Channel}:{conversation.Account}");
}
