using PicoClaw.Contracts;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Notifications as another system would send them.</summary>
internal static class Told
{
    public static SendNotification To(TimeProvider time, params string[] people) => new()
    {
        Id = Guid.NewGuid(),
        Channel = "dingtalk",
        Account = "main",
        To = [.. people.Select(id => new Recipient { Id = id })],
        Content = new MarkdownContent { Text = "# Backup\n\ndone" },
        CreatedAt = time.GetUtcNow(),
    };
}
