using System.Text.Json.Serialization;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Storage;

/// <summary>How messages, replies and addresses are written in the store.</summary>
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(DeliverMessage))]
[JsonSerializable(typeof(OutboundContent))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(ReplyRoute))]
internal sealed partial class AgentJson : JsonSerializerContext;
