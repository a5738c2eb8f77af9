"use strict";

// The switches that a demonstration needs, as buttons; POST /emulator/faults has all of them.
const PRESETS = {
  links: [["disconnect", true], ["dropLinks", true], ["zombie", true], ["malformed", true], ["refuseOpen", 503], ["duplicate", true], ["delayAckMs", 3000]],
  sends: [["sendErrcode", 430101], ["sendStatus", 500], ["sendCode", { status: 400, code: "send.too.fast" }], ["failAfterDelivery", true], ["latencyMs", 3000], ["throttle", { api: "*", perSecond: 1 }],
    ["expireSessions", true], ["tokenInvalid", true], ["apiQuotaExhausted", true], ["missingScope", true]],
  model: [["model", { status: 500 }], ["model", { latencyMs: 5000 }]],
};
const AT_ONCE = ["disconnect", "dropLinks", "zombie", "malformed"]; // they act on the open connections, and nothing stays armed

const valueText = value => value === true ? "" : ` ${typeof value === "string" ? value : JSON.stringify(value)}`;
const isArmed = (name, value) => armed.some(one => one.fault === name && JSON.stringify(one.value) === JSON.stringify(value));

const labelOf = (name, value) => word("faultNames")[name === "model" ? `model ${Object.keys(value)[0]}` : name];

async function change(switches) {
  try {
    const answer = await fetch("/emulator/faults", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
    if (!answer.ok) throw new Error((await answer.json()).error);
    return "";
  } catch (wrong) {
    return wrong instanceof TypeError ? word("unreachable") : wrong.message;
  }
}

async function press(name, value) {
  if (isArmed(name, value)) {
    $("fault-note").textContent = await change({ [name]: false });
    return;
  }
  const count = Number($("fault-count").value);
  const switches = { [name]: value, ...(apps.length > 1 ? { app: state.app } : {}), ...(count && !AT_ONCE.includes(name) ? { count } : {}) };
  $("fault-note").textContent = await change(switches) || (AT_ONCE.includes(name) ? word("faultDone", labelOf(name, value)) : "");
}

function drawFaultButtons() {
  keep($("fault-buttons"), Object.entries(PRESETS).map(([group, presets]) => ({
    key: group,
    version: language + JSON.stringify(presets.map(([name, value]) => isArmed(name, value))),
    make: () => {
      const box = el("div", "fault-group");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", word("faultGroups")[group]);
      box.append(el("h3", "", word("faultGroups")[group]));
      for (const [name, value] of presets) {
        const node = button("fault", "", () => press(name, value));
        node.dataset.fault = name;
        if (!AT_ONCE.includes(name)) node.setAttribute("aria-pressed", String(isArmed(name, value)));
        node.append(el("span", "", labelOf(name, value)), el("code", "", name + valueText(value)));
        box.append(node);
      }
      return box;
    },
  })));
}

function drawFaults() {
  $("faults").hidden = armed.length === 0;
  keep($("fault-list"), armed.map(fault => {
    const more = [fault.app, fault.api, fault.countLeft && word("left", fault.countLeft), fault.until && word("until", clock(fault.until)), fault.hits && word("hits", fault.hits)].filter(Boolean);
    const said = fault.fault + valueText(fault.value) + (more.length ? ` (${more.join(", ")})` : "");
    return {
      key: fault.fault,
      version: said + language,
      make: () => {
        const node = el("span", "armed");
        node.append(el("code", "", said), sign("link", "×", word("clearOne", fault.fault), () => change({ [fault.fault]: false })));
        return node;
      },
    };
  }));
  if (!$("fault-panel").hidden) drawFaultButtons();
}

// The focus of a button that is drawn anew stays where it was.
function refocus(box, redraw) {
  const index = [...box.querySelectorAll("button")].indexOf(document.activeElement);
  redraw();
  if (index >= 0 && !box.contains(document.activeElement)) (box.hidden ? $("fault-menu") : [...box.querySelectorAll("button")].at(index) ?? $("fault-menu")).focus();
}
