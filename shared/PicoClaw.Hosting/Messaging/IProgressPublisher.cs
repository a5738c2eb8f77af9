using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Messaging;

public interface IProgressPublisher
{
    /// <summary>
    /// Broadcasts it when the broker takes it. It neither waits nor throws: what a newer progress of the same reply overtakes, or the broker does not take
    /// in time, is lost.
    /// </summary>
    void Publish(ReplyProgress progress);
}
