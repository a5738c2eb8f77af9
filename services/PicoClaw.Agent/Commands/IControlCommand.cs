using PicoClaw.Storage;

namespace PicoClaw.Agent.Commands;

/// <summary>A command that acts as soon as it is taken in, while other turns run or wait.</summary>
internal interface IControlCommand : ICommand
{
    /// <summary>Called once per message, within intake's transaction, which has locked the lane against its holder.</summary>
    Task TakeInAsync(StoreSession session, ControlMessage message, DateTimeOffset now);
}
