using System.Collections.Concurrent;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Records the progress of replies.</summary>
internal sealed class RecordingPublisher : IProgressPublisher
{
    private readonly ConcurrentQueue<ReplyProgress> _published = new();

    public IReadOnlyList<ReplyProgress> Published => [.. _published];

    public void Publish(ReplyProgress progress) => _published.Enqueue(progress);
}
