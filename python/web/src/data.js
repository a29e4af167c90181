/** The page's data: columns of people and ties by their places, the strongest tie first. */
export function readData(text) {
  const data = JSON.parse(text);
  const { people, ties } = data;
  for (const name of ["x", "y"]) people[name] = unpacked(people[name], Int32Array);
  people.strength = unpacked(people.strength, Uint16Array);
  for (const name of Object.keys(ties)) ties[name] = unpacked(ties[name], Uint16Array);
  return new Network(data);
}

class Network {
  constructor(data) {
    Object.assign(this, data);
    this.size = this.people.names.length;
    this.tieCount = this.ties.a.length;
    this.tiesOf = Array.from({ length: this.size }, () => []);
    for (let tie = 0; tie < this.tieCount; tie++) {
      this.tiesOf[this.ties.a[tie]].push(tie);
      this.tiesOf[this.ties.b[tie]].push(tie);
    }
  }

  name(person) {
    return this.people.names[person];
  }

  role(person) {
    return this.people.roles[this.people.role[person]];
  }

  other(tie, person) {
    return this.ties.a[tie] === person ? this.ties.b[tie] : this.ties.a[tie];
  }

  /** The tie between two people; undefined if it is not on the page. */
  between(person, other) {
    return this.tiesOf[person].find((tie) => this.other(tie, person) === other);
  }

  /** Strength and its interval, in [0, 1]. */
  numbers(tie) {
    return ["strength", "low", "high"].map((name) => this.ties[name][tie] / 1000);
  }
}

function unpacked(text, Kind) {
  return new Kind(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}
